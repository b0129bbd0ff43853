import type { PixelArray } from '@cv/image';
import type { LineBank } from '../filters/line-bank.ts';
import { ScriptLines } from '../filters/script-lines.ts';
import { type BorderMode, borderIndex } from './border-mode.ts';

/**
 * A line of pixels in float64 with what lies left and right of it. Filled anew for every row of a picture; nothing is allocated for a row.
 */
export class PaddedLine {
  readonly values: Float64Array;
  readonly #bank: LineBank;
  /** What lies beyond the edges, where that is not copied. */
  readonly #fill: number;
  readonly #before: number;
  readonly #length: number;
  /** Pairs of positions: what is copied where, in values. */
  readonly #copies: Int32Array;

  /**
   * @param columns pixels of a line; `channels` values each
   * @param before how many pixels beyond the left edge
   * @param after how many pixels beyond the right edge
   * @param bank where the line lives; in a plain array by default
   */
  constructor(
    { columns, channels }: { readonly columns: number; readonly channels: number },
    { before, after, border, fill }: { before: number; after: number; border: BorderMode; fill: number },
    bank: LineBank = new ScriptLines(),
  ) {
    this.#bank = bank;
    this.#fill = border === 'constant' ? fill : 0;
    this.values = bank.room((before + columns + after) * channels).fill(this.#fill);
    this.#before = before * channels;
    this.#length = columns * channels;
    const outside = [
      ...Array.from({ length: before }, (_, i) => i - before),
      ...Array.from({ length: after }, (_, i) => columns + i),
    ];
    const pairs = border === 'constant' ? [] : outside.map((x) => [x, borderIndex(x, columns, border)] as const);
    this.#copies = Int32Array.from(
      pairs.flatMap(([to, from]) =>
        Array.from({ length: channels }, (_, channel) => [
          (before + to) * channels + channel,
          (before + from) * channels + channel,
        ]).flat(),
      ),
    );
  }

  /** Takes the line that starts at `at`. */
  load(data: PixelArray, at: number): void {
    this.#bank.load(data, at, this.#length, this.values, this.#before);
    this.#fillEdges();
  }

  /** Takes a line that is `fill` throughout: one above or below the picture with `constant`. */
  loadConstant(fill: number): void {
    this.values.fill(fill);
  }

  #fillEdges(): void {
    const { values } = this;
    // Loading may have changed what lies behind the pixels.
    values.fill(this.#fill, this.#before + this.#length);
    const copies = this.#copies;
    for (let i = 0; i < copies.length; i += 2) values[copies[i]!] = values[copies[i + 1]!]!;
  }
}
