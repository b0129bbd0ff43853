import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { IntegerLine } from '../border/integer-line.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/**
 * The median of 3 x 3 whole numbers. The three pixels of a column are sorted once and serve three windows: the median of nine is that of the
 * largest of the small ones, the middle of the middle ones and the smallest of the large ones.
 * @source J. L. Smith: Implementing median filters in XC4000E FPGAs, 1996
 */
export function median3(
  grid: PixelGrid,
  { border, fill }: { readonly border: BorderMode; readonly fill: number },
  data: PixelArray,
): void {
  const { planes, rows, columns, channels } = grid;
  const lines = [0, 1, 2].map(() => new IntegerLine(grid, { before: 1, after: 1, border, fill }));
  const length = lines[0]!.values.length;
  const sorted = { low: new Int32Array(length), middle: new Int32Array(length), high: new Int32Array(length) };
  const out = new Int32Array(columns * channels);
  for (let plane = 0; plane < planes; plane++) {
    for (let next = -1; next <= rows; next++) {
      const oldest = lines.shift()!;
      lines.push(oldest);
      const row = borderIndex(next, rows, border);
      if (row < 0) oldest.loadConstant(fill);
      else oldest.load(grid.data, (plane * rows + row) * out.length);
      if (next < 1) continue;
      sortColumns(lines[0]!.values, lines[1]!.values, lines[2]!.values, sorted);
      mediansOf(sorted, channels, out);
      data.set(out, (plane * rows + next - 1) * out.length);
    }
  }
}

interface SortedColumns {
  readonly low: Int32Array;
  readonly middle: Int32Array;
  readonly high: Int32Array;
}

// Without branches: `d & (d >> 31)` is d where it is negative, else 0, so `b + (...)` is the smaller and `a - (...)` the larger of two.
function sortColumns(a: Int32Array, b: Int32Array, c: Int32Array, { low, middle, high }: SortedColumns): void {
  for (let i = 0; i < low.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    const z = c[i]!;
    let d = x - y;
    d &= d >> 31;
    const small = y + d;
    const large = x - d;
    let e = large - z;
    e &= e >> 31;
    high[i] = large - e;
    const rest = z + e;
    let f = small - rest;
    f &= f >> 31;
    low[i] = rest + f;
    middle[i] = small - f;
  }
}

function mediansOf({ low, middle, high }: SortedColumns, channels: number, out: Int32Array): void {
  const two = 2 * channels;
  for (let i = 0; i < out.length; i++) {
    let d = low[i]! - low[i + channels]!;
    let a = low[i]! - (d & (d >> 31));
    d = a - low[i + two]!;
    a -= d & (d >> 31); // the largest of the small ones
    d = high[i]! - high[i + channels]!;
    let c = high[i + channels]! + (d & (d >> 31));
    d = c - high[i + two]!;
    c = high[i + two]! + (d & (d >> 31)); // the smallest of the large ones
    const b = middleOf(middle[i]!, middle[i + channels]!, middle[i + two]!);
    out[i] = middleOf(a, b, c);
  }
}

function middleOf(x: number, y: number, z: number): number {
  let d = x - y;
  d &= d >> 31;
  const small = y + d;
  const large = x - d;
  let e = large - z;
  e &= e >> 31;
  const least = z + e;
  const f = small - least;
  return small - (f & (f >> 31));
}
