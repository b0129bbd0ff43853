import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, statfs } from 'node:fs/promises';
import { fileError, systemCode } from '../files/file-error.ts';
import { type Asked, diskError } from './download-error.ts';
import type { DownloadFolder, DownloadRecord } from './download-folder.ts';

/** What a server says to tell versions of a file apart. */
export type FileVersion = Pick<DownloadRecord, 'etag' | 'lastModified'>;

/** A file while it comes in: on the disk, hashed on the way. */
export class PartFile {
  /** The version on the server that the bytes belong to. */
  version: FileVersion | undefined;
  /** Size of the whole, where it is known. */
  total: number | undefined;
  /** Whether bytes of an earlier request are among them. */
  resumed = false;
  readonly #folder: DownloadFolder;
  readonly #asked: Asked;
  readonly #commit: string | null;
  readonly #file: FileHandle;
  #hash: Hash = createHash('sha256');
  #received = 0;

  private constructor(folder: DownloadFolder, asked: Asked, commit: string | null, file: FileHandle) {
    this.#folder = folder;
    this.#asked = asked;
    this.#commit = commit;
    this.#file = file;
  }

  /**
   * What an interrupted download of the same commit left, or nothing.
   * @throws DataError when the cache cannot be written
   */
  static async open(folder: DownloadFolder, asked: Asked, commit: string | null): Promise<PartFile> {
    const record = await folder.readRecord('part');
    let part: PartFile;
    try {
      part = new PartFile(folder, asked, commit, await open(folder.part, 'a'));
    } catch (cause) {
      throw fileError('download', folder.part, cause);
    }
    if (record === undefined || record.commit !== commit) return part;
    try {
      for await (const chunk of createReadStream(folder.part) as AsyncIterable<Buffer>) part.#count(chunk);
    } catch (cause) {
      await part.close();
      throw fileError('read', folder.part, cause);
    }
    part.version = record;
    part.total = record.bytes ?? undefined;
    part.resumed = part.#received > 0;
    return part;
  }

  get received(): number {
    return this.#received;
  }

  /** Whether nothing is missing; never so where the size is not known. */
  get isWhole(): boolean {
    return this.version !== undefined && this.total !== undefined && this.#received === this.total;
  }

  /** Of what is there. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Drops what is there and begins with a version of the file. */
  async begin(version: FileVersion, total: number | undefined): Promise<void> {
    this.version = version;
    this.total = total;
    this.resumed = false;
    this.#received = 0;
    this.#hash = createHash('sha256');
    await this.#writing(async () => {
      await this.#file.truncate(0);
      await this.#requireRoom(total);
      await this.#folder.writeRecord('part', this.#record(null));
    });
  }

  async add(chunk: Uint8Array): Promise<void> {
    await this.#writing(() => this.#file.appendFile(chunk)); // goes on after short writes
    this.#count(chunk);
  }

  /** Makes it the cached file, in the place of an earlier one. */
  async complete(): Promise<void> {
    await this.#writing(() => this.#file.sync());
    await this.close();
    await this.#writing(() => rename(this.#folder.part, this.#folder.file));
    await this.#writing(() => this.#folder.writeRecord('file', this.#record(this.sha256)));
    await this.#folder.removePart();
  }

  async close(): Promise<void> {
    await this.#file.close().catch(() => undefined);
  }

  /** Closes and removes it; a complete file of an earlier download stays. */
  async discard(): Promise<void> {
    await this.close();
    await this.#folder.removePart().catch(() => undefined); // the error that led here says more
  }

  #count(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#received += chunk.length;
  }

  #record(sha256: string | null): DownloadRecord {
    const { etag = null, lastModified = null } = this.version ?? {};
    const bytes = sha256 === null ? (this.total ?? null) : this.#received;
    return { url: this.#asked.url, commit: this.#commit, etag, lastModified, bytes, sha256, date: Date.now() };
  }

  /** Better now than after a gigabyte. */
  async #requireRoom(total: number | undefined): Promise<void> {
    const facts = await statfs(this.#folder.path).catch(() => undefined);
    if (facts === undefined || total === undefined || facts.blocks === 0) return; // some file systems do not tell
    if (facts.bavail * facts.bsize < total) throw diskError(this.#asked, this.#folder.path, total);
  }

  /** A full disk and other faults of it in words. */
  async #writing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const code = systemCode(cause) ?? (cause as { fields?: { systemCode?: string } }).fields?.systemCode;
      if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
        throw diskError(this.#asked, this.#folder.path, this.total, cause);
      }
      throw systemCode(cause)?.startsWith('E') === true ? fileError('download', this.#folder.path, cause) : cause;
    }
  }
}
