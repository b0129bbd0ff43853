import { DownloadFolder } from './download-folder.ts';

/** A file in the cache of `download`. */
export interface CachedDownload {
  readonly url: string;
  /** Where the whole file lies; undefined for an interrupted one. */
  readonly path: string | undefined;
  /** Size of the whole; undefined where it is not known yet. */
  readonly bytes: number | undefined;
  /** Bytes that are there. */
  readonly received: number;
  /** False for an interrupted download, which the next call goes on with. */
  readonly complete: boolean;
  /** Of the whole file, in lower-case hexadecimal; undefined before it is complete. */
  readonly sha256: string | undefined;
  /** The commit of the hub that it is of; undefined for other servers. */
  readonly commit: string | undefined;
  /** When it was begun, or completed. */
  readonly date: Date;
}

/**
 * What `download` has cached, by URL. A file that is being refreshed is there twice: as it was, and the new one as far as it has
 * come.
 *
 * @example
 * ```ts
 * const used = (await listDownloads()).reduce((sum, { received }) => sum + received, 0);
 * ```
 */
export async function listDownloads(): Promise<CachedDownload[]> {
  const folders = await DownloadFolder.list();
  const rows = await Promise.all(
    folders.flatMap((folder) => (['file', 'part'] as const).map((of) => describe(folder, of))),
  );
  return rows
    .filter((row) => row !== undefined)
    .toSorted((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : Number(b.complete) - Number(a.complete)));
}

async function describe(folder: DownloadFolder, of: 'file' | 'part'): Promise<CachedDownload | undefined> {
  const [record, received] = await Promise.all([folder.readRecord(of), folder.size(of)]);
  if (record === undefined || received === undefined) return undefined;
  const complete = of === 'file';
  return {
    url: record.url,
    path: complete ? folder.file : undefined,
    bytes: record.bytes ?? undefined,
    received,
    complete,
    sha256: record.sha256 ?? undefined,
    commit: record.commit ?? undefined,
    date: new Date(record.date),
  };
}
