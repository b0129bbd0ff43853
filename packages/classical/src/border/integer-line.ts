import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from './border-mode.ts';

/** A line of whole numbers with what lies left and right of it, for filters that only compare; see `PaddedLine`. */
export class IntegerLine {
  readonly values: Int32Array;
  readonly #before: number;
  readonly #length: number;
  /** Pairs of positions: what is copied where, in values. */
  readonly #copies: Int32Array;

  constructor(
    { columns, channels }: { readonly columns: number; readonly channels: number },
    { before, after, border, fill }: { before: number; after: number; border: BorderMode; fill: number },
  ) {
    this.values = new Int32Array((before + columns + after) * channels).fill(fill);
    this.#before = before * channels;
    this.#length = columns * channels;
    const copies: number[] = [];
    for (let i = -before; i < columns + after; i++) {
      const from = borderIndex(i, columns, border);
      if (from < 0 || from === i) continue;
      for (let c = 0; c < channels; c++) copies.push((before + i) * channels + c, (before + from) * channels + c);
    }
    this.#copies = Int32Array.from(copies);
  }

  /** Takes the line that starts at `at`. */
  load(data: PixelArray | Int32Array, at: number): void {
    this.values.set(data.subarray(at, at + this.#length), this.#before);
    const { values } = this;
    const copies = this.#copies;
    for (let i = 0; i < copies.length; i += 2) values[copies[i]!] = values[copies[i + 1]!]!;
  }

  /** Takes a line that is `fill` throughout. */
  loadConstant(fill: number): void {
    this.values.fill(fill);
  }
}
