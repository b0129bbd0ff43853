import { concatBytes } from './concat-bytes.ts';
import { memoryError, quotaError } from './download-error.ts';
import type { CheckedOptions } from './download-options.ts';
import type { DownloadRecord, DownloadStore } from './download-store.ts';
import type { FileVersion } from './file-version.ts';

/** Bytes that are written at once: what an interruption can lose at most. */
const PART_BYTES = 4 << 20;

type Bytes = Uint8Array<ArrayBuffer>;

/** A file while it comes in: its bytes in memory and, where there is a store, in the cache. */
export class Draft {
  readonly url: string;
  /** The version on the server that the bytes belong to. */
  version: FileVersion | undefined;
  /** Size of the whole, where it is known. */
  total: number | undefined;
  /** Whether bytes of an earlier request are among them. */
  resumed = false;
  readonly #onUncached: (reason: string) => void;
  #store: DownloadStore | undefined;
  #id = '';
  #received = 0;
  #saved = 0;
  #chunks: Bytes[] = [];

  private constructor(url: string, store: DownloadStore | undefined, { bytes, onUncached }: CheckedOptions) {
    this.url = url;
    this.total = bytes;
    this.#store = store;
    this.#onUncached = onUncached ?? (() => {});
  }

  /** What an interrupted download left, or nothing. */
  static async open(url: string, store: DownloadStore | undefined, options: CheckedOptions): Promise<Draft> {
    const draft = new Draft(url, store, options);
    const record = await store?.readRecord('partial', url);
    if (store === undefined || record === undefined) return draft;
    draft.#chunks = await store.readParts(url, record.draft);
    draft.#received = draft.#saved = draft.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    draft.#id = record.draft;
    draft.version = { etag: record.etag, lastModified: record.lastModified };
    draft.total = options.bytes ?? record.bytes ?? undefined;
    draft.resumed = draft.#received > 0;
    return draft;
  }

  get received(): number {
    return this.#received;
  }

  /** Whether nothing is missing; never so where the size is not known. */
  get isWhole(): boolean {
    return this.total !== undefined && this.#received === this.total && this.#id !== '';
  }

  get isStored(): boolean {
    return this.#store !== undefined;
  }

  /** Drops what is there and begins with a version of the file. */
  async begin(version: FileVersion, total: number | undefined): Promise<void> {
    this.#chunks = [];
    this.#received = this.#saved = 0;
    this.resumed = false;
    this.version = version;
    this.total = total;
    await this.#storing(async (store) => {
      await store.removeRecord('partial', this.url);
      await store.removeParts(this.url, [(await store.readRecord('complete', this.url))?.draft]);
      this.#id = crypto.randomUUID();
      await store.writeRecord('partial', this.#record(null));
    });
  }

  async add(chunk: Bytes): Promise<void> {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#received - this.#saved >= PART_BYTES) await this.save();
  }

  /** Writes what is not in the cache yet. */
  async save(): Promise<void> {
    const length = this.#received - this.#saved;
    if (length === 0) return;
    await this.#storing(async (store) => {
      const unsaved: Bytes[] = [];
      for (let i = this.#chunks.length - 1, rest = length; rest > 0; i--) {
        unsaved.unshift(this.#chunks[i]!);
        rest -= this.#chunks[i]!.length;
      }
      await store.writePart(this.url, this.#id, this.#saved, concatBytes(unsaved));
      this.#saved = this.#received;
    });
  }

  /** All bytes in one piece. */
  async take(): Promise<Bytes> {
    await this.save();
    try {
      this.#chunks = [concatBytes(this.#chunks)];
    } catch (cause) {
      throw memoryError(this.url, this.#received, cause);
    }
    return this.#chunks[0]!;
  }

  /** Makes it the cached file, in the place of an earlier one. */
  async complete(sha256: string): Promise<void> {
    await this.#storing(async (store) => {
      // It may have been cleared meanwhile: what is left of it then is not the whole.
      if ((await store.readRecord('partial', this.url))?.draft === this.#id) {
        await store.writeRecord('complete', this.#record(sha256));
        await store.removeRecord('partial', this.url);
      }
      await store.removeParts(this.url, [(await store.readRecord('complete', this.url))?.draft]);
    });
  }

  /** Drops what is there, in memory too. */
  async restart(): Promise<void> {
    await this.discard();
    this.#chunks = [];
    this.#received = this.#saved = 0;
    this.resumed = false;
  }

  /** Removes it from the cache; a complete file of an earlier download stays. */
  async discard(): Promise<void> {
    try {
      await this.#store?.removeRecord('partial', this.url);
      await this.#store?.removeParts(this.url, [(await this.#store.readRecord('complete', this.url))?.draft]);
    } catch {
      // The storage itself is broken: the error that led here says more.
    }
  }

  #record(sha256: string | null): DownloadRecord {
    const { etag = null, lastModified = null } = this.version ?? {};
    const bytes = sha256 === null ? (this.total ?? null) : this.#received;
    return { url: this.url, draft: this.#id, etag, lastModified, bytes, sha256, date: Date.now() };
  }

  /** Goes on without a store that fails; only a full one is the user's to solve. */
  async #storing(work: (store: DownloadStore) => Promise<void>): Promise<void> {
    if (this.#store === undefined) return;
    try {
      await work(this.#store);
    } catch (error) {
      await this.discard();
      this.#store = undefined;
      if (error instanceof Error && error.name === 'QuotaExceededError') {
        throw await quotaError(this.url, this.total, error);
      }
      this.#onUncached(`the browser could not write its cache (${String(error)})`);
    }
  }
}
