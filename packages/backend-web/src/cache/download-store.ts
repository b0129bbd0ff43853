import { sha256Hex } from './sha256-hex.ts';

/** What is known of a file that is cached, whole or in part. */
export interface DownloadRecord {
  readonly url: string;
  /** Names the parts: those of a fresh copy do not mix with those of the one that it replaces. */
  readonly draft: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Size of the whole; null where the server did not tell and not all is there. */
  readonly bytes: number | null;
  /** Of the whole; null before all is there. */
  readonly sha256: string | null;
  /** Milliseconds since 1970. */
  readonly date: number;
}

type Bytes = Uint8Array<ArrayBuffer>;
type RecordKind = 'complete' | 'partial';

/** A part of a file: bytes `start` to `end`, the latter not included. */
interface Part {
  readonly key: string;
  readonly draft: string;
  readonly start: number;
  readonly end: number;
}

const CACHE_NAME = 'cv-downloads';
/** Keys of a Cache are URLs; these lead nowhere. */
const ROOT = 'https://cv-downloads.invalid/';
const SHA256 = 'x-sha256';

/**
 * Downloads in the browser's Cache API. A file lies there in parts, each with its own SHA-256, since a Cache stores an entry
 * whole or not at all: what came in before an interruption stays, and damage is found where it is.
 */
export class DownloadStore {
  readonly #cache: Cache;

  private constructor(cache: Cache) {
    this.#cache = cache;
  }

  /** @returns the reason where this page has no cache */
  static async open(): Promise<DownloadStore | string> {
    // Lib types say that it is always there; an insecure page has none.
    const caches = globalThis.caches as CacheStorage | undefined;
    if (caches === undefined) {
      return 'the browser offers its cache only to pages that are served over https: or from localhost';
    }
    try {
      return new DownloadStore(await caches.open(CACHE_NAME));
    } catch (error) {
      return `the browser refuses its cache to this page (${String(error)})`;
    }
  }

  async readRecord(kind: RecordKind, url: string): Promise<DownloadRecord | undefined> {
    const response = await this.#cache.match(keyOf(kind, { url }));
    return (await response?.json()) as DownloadRecord | undefined;
  }

  async writeRecord(kind: RecordKind, record: DownloadRecord): Promise<void> {
    await this.#cache.put(keyOf(kind, { url: record.url }), Response.json(record));
  }

  async removeRecord(kind: RecordKind, url: string): Promise<void> {
    await this.#cache.delete(keyOf(kind, { url }));
  }

  async writePart(url: string, draft: string, start: number, bytes: Bytes): Promise<void> {
    const key = keyOf('part', { url, draft, start, end: start + bytes.length });
    await this.#cache.put(key, new Response(bytes, { headers: { [SHA256]: await sha256Hex(bytes) } }));
  }

  /** The bytes from the start up to the first part that is missing or damaged; what lies behind is removed. */
  async readParts(url: string, draft: string): Promise<Bytes[]> {
    const found: Bytes[] = [];
    let length = 0;
    const parts = (await this.#parts(url)).filter((part) => part.draft === draft);
    for (const { key, start, end } of parts.toSorted((a, b) => a.start - b.start)) {
      const bytes = start === length ? await this.#readPart(key, end - start) : undefined;
      if (bytes === undefined) {
        await this.#cache.delete(key);
      } else {
        found.push(bytes);
        length = end;
      }
    }
    return found;
  }

  async #readPart(key: string, length: number): Promise<Bytes | undefined> {
    try {
      const response = (await this.#cache.match(key))!;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const sound = bytes.length === length && (await sha256Hex(bytes)) === response.headers.get(SHA256);
      return sound ? bytes : undefined;
    } catch {
      return undefined; // Its file was removed or cut behind the browser's back.
    }
  }

  /** Removes parts of other copies of the file than `drafts`. */
  async removeParts(url: string, drafts: readonly (string | undefined)[] = []): Promise<void> {
    const others = (await this.#parts(url)).filter(({ draft }) => !drafts.includes(draft));
    await Promise.all(others.map(({ key }) => this.#cache.delete(key)));
  }

  /** Everything of a file, or of all. The records go first, so that an interruption leaves no file that looks whole. */
  async clear(url?: string): Promise<void> {
    const keys = (await this.#cache.keys()).map((request) => request.url);
    const chosen = keys.filter((key) => url === undefined || new URL(key).searchParams.get('url') === url);
    const isPart = (key: string): boolean => kindOf(key) === 'part';
    await Promise.all(chosen.filter((key) => !isPart(key)).map((key) => this.#cache.delete(key)));
    await Promise.all(chosen.filter(isPart).map((key) => this.#cache.delete(key)));
  }

  /** All records, with the number of bytes that are there. */
  async list(): Promise<{ kind: RecordKind; record: DownloadRecord; received: number }[]> {
    const keys = (await this.#cache.keys()).map((request) => request.url);
    const rows = keys.map(async (key) => {
      const kind = kindOf(key);
      const url = new URL(key).searchParams.get('url')!;
      const record = kind === 'part' ? undefined : await this.readRecord(kind, url);
      if (kind === 'part' || record === undefined) return [];
      const parts = keys.map(partOf).filter((part) => part?.url === url && part.draft === record.draft);
      return [{ kind, record, received: parts.reduce((sum, part) => sum + part!.end - part!.start, 0) }];
    });
    return (await Promise.all(rows)).flat();
  }

  async #parts(url: string): Promise<Part[]> {
    const parts = (await this.#cache.keys()).map((request) => partOf(request.url));
    return parts.filter((part) => part !== undefined).filter((part) => part.url === url);
  }
}

function keyOf(kind: RecordKind | 'part', fields: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  return `${ROOT}${kind}?${query}`;
}

const kindOf = (key: string): RecordKind | 'part' => new URL(key).pathname.slice(1) as RecordKind | 'part';

function partOf(key: string): (Part & { readonly url: string }) | undefined {
  if (kindOf(key) !== 'part') return undefined;
  const query = new URL(key).searchParams;
  const [url, draft] = [query.get('url')!, query.get('draft')!];
  return { key, url, draft, start: Number(query.get('start')), end: Number(query.get('end')) };
}
