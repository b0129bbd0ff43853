import type { Picture, PixelArray } from '@cv/image';
import { asGrid } from '../pixel-grid.ts';
import { pixelLimit } from '../pixel-limit.ts';

/** Sums of all rectangles that begin in the top left corner. */
export interface IntegralImage {
  /**
   * `[channels, height, width]`: `sums[y, x]` is the sum of all pixels above row y and left of column x of a channel, so that the first row and
   * column are 0. int32 where no sum can have more than 31 bits, else float64.
   */
  readonly sums: Int32Array | Float64Array;
  /** One more than that of the picture. */
  readonly width: number;
  /** One more than that of the picture. */
  readonly height: number;
  readonly channels: number;
}

/**
 * Sums up a picture so that the sum of any rectangle is that of four numbers, see `rectangleSum`. Sums of integers
 * are exact.
 *
 * @param picture any picture; not changed. NaN and infinity spread right and down
 * @param options `power` 2 sums the squares, for variances
 * @returns sums of each channel, one row and one column larger than the picture
 * @source OpenCV integral (sum and sqsum); skimage.transform.integral_image lacks the first row and column
 * @example
 * const brightness = rectangleSum(integralImage(gray), { x: 0, y: 0, width: 8, height: 8 });
 */
export function integralImage(picture: Picture, { power = 1 }: { readonly power?: 1 | 2 } = {}): IntegralImage {
  const { planes, channels, rows, columns, data } = asGrid(picture);
  const width = columns + 1;
  const height = rows + 1;
  const count = planes * channels;
  const small = pixelLimit(data) ** power * rows * columns < 2 ** 31;
  const sums = small ? new Int32Array(count * width * height) : new Float64Array(count * width * height);
  for (let channel = 0; channel < count; channel++) {
    const start = planes === 1 ? channel : channel * rows * columns;
    const base = channel * width * height;
    for (let y = 0; y < rows; y++) {
      const row = { at: base + (y + 1) * width + 1, width, from: start + y * columns * channels, step: channels };
      addRow(data, row, sums, power);
    }
  }
  return { sums, width, height, channels: count };
}

interface Row {
  /** Where its sums begin, and how far below those of the row above it they are. */
  readonly at: number;
  readonly width: number;
  /** Where its pixels begin, and how far apart they are. */
  readonly from: number;
  readonly step: number;
}

function addRow(data: PixelArray, { at, width, from, step }: Row, sums: IntegralImage['sums'], power: 1 | 2): void {
  let sum = 0;
  for (const end = at + width - 1; at < end; at++, from += step) {
    const value = data[from]!;
    sum += power === 1 ? value : value * value;
    sums[at] = sums[at - width]! + sum;
  }
}
