import { WeightsError } from '@cv/tensor/errors';
import { crc32 } from './crc32.ts';
import { shorten } from './shorten.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment after the end record is at most this long. */
const LONGEST_COMMENT = 0xffff;

/** The end record of the central directory. */
const END_FIELDS = { count: 10, size: 12, start: 16 };

interface Entry {
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly headerAt: number;
}

/**
 * A zip file whose entries are stored, not compressed: so PyTorch writes them. Entries are views of the file, so that no file can ask
 * for more memory than it has itself; compressed ones, which could, are refused.
 * @source APPNOTE.TXT 6.3.10 of PKWARE
 */
export class StoredZip {
  readonly #bytes: Uint8Array;
  readonly #data: DataView;
  readonly #entries = new Map<string, Entry>();
  readonly #read = new Map<string, Uint8Array>();

  /** @throws WeightsError when this is no zip file, or one that is cut off or larger than 4 GiB. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = this.#findEnd();
    const count = this.#data.getUint16(end + END_FIELDS.count, true);
    let at = this.#data.getUint32(end + END_FIELDS.start, true);
    // PyTorch writes the records of zip64 always; these fields are full only where zip64 is needed.
    if (at === 0xffffffff) throw fail('the file is larger than 4 GiB; convert it to safetensors in parts');
    if (at + this.#data.getUint32(end + END_FIELDS.size, true) > end) throw fail('its directory is damaged');
    for (let i = 0; i < count; i++) at = this.#readCentral(at, end);
  }

  /** Names of all entries, in the order of the directory. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * The bytes of an entry, as a view; undefined where there is none.
   * @throws WeightsError when it is compressed or encrypted, lies outside of the file or its checksum is another.
   */
  entry(name: string): Uint8Array | undefined {
    const known = this.#read.get(name);
    const entry = this.#entries.get(name);
    if (known !== undefined || entry === undefined) return known;
    requireStored(name, entry);
    const at = entry.headerAt;
    if (at + LOCAL_BYTES > this.#bytes.length || this.#data.getUint32(at, true) !== LOCAL) {
      throw fail(`the entry ${shorten(name)} is not where the directory says`);
    }
    const begin = at + LOCAL_BYTES + this.#data.getUint16(at + 26, true) + this.#data.getUint16(at + 28, true);
    if (begin + entry.size > this.#bytes.length) throw fail(`the entry ${shorten(name)} ends behind the file`);
    const bytes = this.#bytes.subarray(begin, begin + entry.size);
    if (crc32(bytes) !== entry.crc) {
      throw fail(`the entry ${shorten(name)} is damaged (its checksum is another); fetch the file again`);
    }
    this.#read.set(name, bytes);
    return bytes;
  }

  #findEnd(): number {
    const first = Math.max(0, this.#bytes.length - END_BYTES - LONGEST_COMMENT);
    for (let at = this.#bytes.length - END_BYTES; at >= first; at--) {
      if (this.#data.getUint32(at, true) === END) return at;
    }
    throw fail('it has no directory at its end; the file is cut off');
  }

  /** @returns where the next record starts */
  #readCentral(at: number, end: number): number {
    if (at + CENTRAL_BYTES > end || this.#data.getUint32(at, true) !== CENTRAL) throw fail('its directory is damaged');
    const nameLength = this.#data.getUint16(at + 28, true);
    const next =
      at + CENTRAL_BYTES + nameLength + this.#data.getUint16(at + 30, true) + this.#data.getUint16(at + 32, true);
    if (next > end) throw fail('its directory is damaged');
    const name = new TextDecoder().decode(this.#bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength));
    if (this.#entries.has(name)) throw fail(`the entry ${shorten(name)} stands twice`);
    this.#entries.set(name, {
      flags: this.#data.getUint16(at + 8, true),
      method: this.#data.getUint16(at + 10, true),
      packed: this.#data.getUint32(at + 20, true),
      size: this.#data.getUint32(at + 24, true),
      crc: this.#data.getUint32(at + 16, true),
      headerAt: this.#data.getUint32(at + 42, true),
    });
    return next;
  }
}

function requireStored(name: string, { flags, method, packed, size }: Entry): void {
  if (flags & 1) throw fail(`the entry ${shorten(name)} is encrypted`);
  if (method === 0 && packed === size) return;
  throw fail(
    `the entry ${shorten(name)} is compressed, which PyTorch never does; unpack it and pack it again with PyTorch`,
  );
}

function fail(reason: string): WeightsError {
  return new WeightsError(`decodePyTorch: the zip file cannot be read: ${reason}`);
}
