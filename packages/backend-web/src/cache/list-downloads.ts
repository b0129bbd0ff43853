import { DownloadStore } from './download-store.ts';

/** A file in the cache of `download`. */
export interface CachedDownload {
  readonly url: string;
  /** Size of the whole; undefined where it is not known yet. */
  readonly bytes: number | undefined;
  /** Bytes that are there. */
  readonly received: number;
  /** False for an interrupted download, which the next call goes on with. */
  readonly complete: boolean;
  /** Of the whole file, in lower-case hexadecimal; undefined before it is complete. */
  readonly sha256: string | undefined;
  /** When it was begun, or completed. */
  readonly date: Date;
}

/**
 * What `download` has cached for this origin, by URL. A file that is being refreshed is there twice: as it was, and the new one as
 * far as it has come. Empty where pages have no cache.
 *
 * @example
 * ```ts
 * const used = (await listDownloads()).reduce((sum, { received }) => sum + received, 0);
 * ```
 */
export async function listDownloads(): Promise<CachedDownload[]> {
  const store = await DownloadStore.open();
  if (typeof store === 'string') return [];
  const rows = (await store.list()).map(({ kind, record, received }) => ({
    url: record.url,
    bytes: record.bytes ?? undefined,
    received,
    complete: kind === 'complete',
    sha256: record.sha256 ?? undefined,
    date: new Date(record.date),
  }));
  return rows.toSorted((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : Number(b.complete) - Number(a.complete)));
}
