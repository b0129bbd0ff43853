import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheDirectory } from '../files/cache-directory.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

/** What is known of a file that is cached, whole or in part. */
export interface DownloadRecord {
  /** As it was asked for. */
  readonly url: string;
  /** Of a file of the hub: the commit that `url` led to. */
  readonly commit: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Size of the whole; null where the server did not tell and not all is there. */
  readonly bytes: number | null;
  /** Of the whole; null before all is there. */
  readonly sha256: string | null;
  /** Milliseconds since 1970. */
  readonly date: number;
}

/** The folder in which all downloads lie. */
function downloadsFolder(): string {
  return join(cacheDirectory(), 'downloads');
}

/** Folder of one URL in the cache: the file under a readable name, what is known of it, and what an interruption left. */
export class DownloadFolder {
  readonly path: string;
  /** The whole file. */
  readonly file: string;
  /** What has come so far. */
  readonly part: string;
  /** Held by the process that fetches. */
  readonly lock: string;

  constructor(path: string, name: string) {
    this.path = path;
    this.file = join(path, name);
    this.part = join(path, '.part');
    this.lock = join(path, '.lock');
  }

  static of(url: string): DownloadFolder {
    const name = readableName(url);
    const key = createHash('sha256').update(url).digest('hex').slice(0, 12);
    return new DownloadFolder(join(downloadsFolder(), `${name}-${key}`), name);
  }

  /** All that there are. */
  static async list(): Promise<DownloadFolder[]> {
    const names = await readdir(downloadsFolder()).catch(() => []);
    return names
      .filter((name) => /-[0-9a-f]{12}$/.test(name))
      .map((name) => new DownloadFolder(join(downloadsFolder(), name), name.slice(0, -13)));
  }

  /** @throws DataError when it cannot be made */
  async create(): Promise<void> {
    try {
      await mkdir(this.path, { recursive: true });
    } catch (cause) {
      throw fileError('download', this.path, cause);
    }
  }

  /** What is known of the whole file, or of the part; undefined where there is none, or nothing that one can read. */
  async readRecord(of: 'file' | 'part'): Promise<DownloadRecord | undefined> {
    try {
      const record = JSON.parse(await readFile(this.#record(of), 'utf8')) as Partial<DownloadRecord>;
      return typeof record.url === 'string' ? (record as DownloadRecord) : undefined;
    } catch {
      return undefined;
    }
  }

  async writeRecord(of: 'file' | 'part', record: DownloadRecord): Promise<void> {
    await writeFileAtomic(this.#record(of), `${JSON.stringify(record, null, 2)}\n`);
  }

  /** Size of the file or of the part; undefined where there is none. */
  async size(of: 'file' | 'part'): Promise<number | undefined> {
    const facts = await stat(of === 'file' ? this.file : this.part).catch(() => undefined);
    return facts?.isFile() ? facts.size : undefined;
  }

  /** Drops what an interruption left. */
  async removePart(): Promise<void> {
    await rm(this.part, { force: true });
    await rm(this.#record('part'), { force: true });
  }

  /** Drops everything. */
  async remove(): Promise<void> {
    try {
      // The record first, so that an interruption leaves no file that looks whole.
      await rm(this.#record('file'), { force: true });
      await rm(this.path, { recursive: true, force: true });
    } catch (cause) {
      if (systemCode(cause) !== 'ENOENT') throw fileError('clearDownloads', this.path, cause);
    }
  }

  #record(of: 'file' | 'part'): string {
    return join(this.path, of === 'file' ? '.download.json' : '.part.json');
  }
}

/** The end of the URL's path, fit for every file system; never hidden, so that it cannot be one of our own files. */
function readableName(url: string): string {
  const name = basename(new URL(url).pathname)
    .replaceAll(/[^\w.-]/g, '_')
    .replace(/^\.+/, '')
    .slice(-80);
  return name === '' || name.startsWith('.') ? 'file' : name;
}
