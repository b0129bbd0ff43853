import { type Reading, range } from '../files/reading.ts';
import { shorten } from '../files/shorten.ts';
import { crc32 } from './crc32.ts';
import { readZipDirectory, type ZipEntry, zipError } from './zip-directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;

/**
 * A zip file whose entries are stored, not compressed: so PyTorch writes them. Entries are ranges of the file, so that no file can ask
 * for more memory than it has itself; compressed ones, which could, are refused.
 * @source APPNOTE.TXT 6.3.10 of PKWARE
 */
export class StoredZip {
  readonly #size: number;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #checked = new Set<string>();

  private constructor(size: number, entries: ReadonlyMap<string, ZipEntry>) {
    this.#size = size;
    this.#entries = entries;
  }

  /**
   * Reads the directory of a file of `size` bytes.
   * @throws WeightsError when this is no zip file, or one that is cut off.
   */
  static *open(size: number): Reading<StoredZip> {
    return new StoredZip(size, yield* readZipDirectory(size));
  }

  /** Names of all entries, in the order of the directory. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The size of an entry; undefined where there is none. */
  sizeOf(name: string): number | undefined {
    return this.#entries.get(name)?.size;
  }

  /**
   * Where the bytes of an entry begin.
   * @throws WeightsError when it is compressed or encrypted, or lies outside of the file.
   */
  *begin(name: string): Reading<number> {
    const entry = this.#entries.get(name)!;
    requireStored(name, entry);
    const at = entry.headerAt;
    const elsewhere = zipError(`the entry ${shorten(name)} is not where the directory says`);
    if (!(at + LOCAL_BYTES <= this.#size)) throw elsewhere;
    const header = yield* range(at, at + LOCAL_BYTES);
    const data = new DataView(header.buffer, header.byteOffset, LOCAL_BYTES);
    if (data.getUint32(0, true) !== LOCAL) throw elsewhere;
    const begin = at + LOCAL_BYTES + data.getUint16(26, true) + data.getUint16(28, true);
    if (!(begin + entry.size <= this.#size)) throw zipError(`the entry ${shorten(name)} ends behind the file`);
    return begin;
  }

  /** @throws WeightsError when the bytes of an entry have another checksum. */
  check(name: string, bytes: Uint8Array): void {
    if (this.#checked.has(name)) return;
    if (crc32(bytes) !== this.#entries.get(name)!.crc) {
      throw zipError(`the entry ${shorten(name)} is damaged (its checksum is another); fetch the file again`);
    }
    this.#checked.add(name);
  }

  /**
   * The bytes of an entry; undefined where there is none.
   * @throws WeightsError as {@link begin} and {@link check} do, and when it is larger than `most`.
   */
  *entry(name: string, most: number = Infinity): Reading<Uint8Array | undefined> {
    const size = this.sizeOf(name);
    if (size === undefined) return undefined;
    const begin = yield* this.begin(name);
    if (size > most) throw zipError(`the entry ${shorten(name)} has ${size} bytes, at most ${most} are allowed`);
    const bytes = yield* range(begin, begin + size);
    this.check(name, bytes);
    return bytes;
  }
}

function requireStored(name: string, { flags, method, packed, size }: ZipEntry): void {
  if (flags & 1) throw zipError(`the entry ${shorten(name)} is encrypted`);
  if (method === 0 && packed === size) return;
  throw zipError(
    `the entry ${shorten(name)} is compressed, which PyTorch never does; unpack it and pack it again with PyTorch`,
  );
}
