import { WeightsError } from '@cv/tensor/errors';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads little-endian numbers and texts one after the other; never past the end. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly #data: DataView;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8(): number {
    return this.bytes[this.#skip(1)]!;
  }

  uint16(): number {
    return this.#data.getUint16(this.#skip(2), true);
  }

  int32(): number {
    return this.#data.getInt32(this.#skip(4), true);
  }

  uint32(): number {
    return this.#data.getUint32(this.#skip(4), true);
  }

  /** A length of 8 bytes; one that no number holds is past the end of any file. */
  uint64(): number {
    return Number(this.#data.getBigUint64(this.#skip(8), true));
  }

  /** Big-endian, as pickle has it. */
  float64(): number {
    return this.#data.getFloat64(this.#skip(8), false);
  }

  /** A view of the next bytes. */
  take(length: number): Uint8Array {
    const begin = this.#skip(length);
    return this.bytes.subarray(begin, begin + length);
  }

  text(length: number): string {
    const bytes = this.take(length);
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw new WeightsError(`PyTorch file: a text at byte ${this.at} is not UTF-8`, {}, { cause });
    }
  }

  /** The text up to a line feed. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw this.#cutOff();
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }

  #skip(length: number): number {
    const begin = this.at;
    if (!(length <= this.bytes.length - begin)) throw this.#cutOff();
    this.at += length;
    return begin;
  }

  #cutOff(): WeightsError {
    return new WeightsError(
      `PyTorch file: the pickle ends at byte ${this.bytes.length} in the middle of something; the file is cut off`,
      { cutOff: true },
    );
  }
}
