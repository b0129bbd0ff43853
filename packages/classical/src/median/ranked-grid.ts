import type { PixelGrid } from '../pixel-grid.ts';
import { pixelLimit } from '../pixel-limit.ts';

/** Pixels as whole numbers that are in the same order. */
export interface RankedGrid extends Omit<PixelGrid, 'data'> {
  readonly ranks: Int32Array | Uint8Array | Uint16Array;
  /** One more than the largest rank. */
  readonly levels: number;
  /** The value of a rank; undefined where ranks are the values. */
  readonly values: Float32Array | undefined;
  /** The rank of what lies beyond the edges. */
  readonly fill: number;
}

/** Integers are their own ranks; floats are numbered in their order, NaN last. */
export function rankedGrid({ data, ...size }: PixelGrid, fill: number): RankedGrid {
  if (!(data instanceof Float32Array)) {
    const most = pixelLimit(data);
    const rank = Math.min(most, Math.max(0, Math.round(fill)));
    return { ...size, ranks: data, levels: most + 1, values: undefined, fill: rank };
  }
  const sorted = new Float32Array(data.length + 1);
  sorted.set(data);
  sorted[data.length] = fill;
  sorted.sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!;
    if (count === 0 || !Object.is(value, sorted[count - 1])) sorted[count++] = value;
  }
  const values = sorted.subarray(0, count);
  const ranks = Int32Array.from(data, (value) => rankOf(value, values));
  return { ...size, ranks, levels: count, values, fill: rankOf(fill, values) };
}

/** Position in ascending values, of which the last may be NaN, and 0 follow -0. */
function rankOf(value: number, values: Float32Array): number {
  if (Number.isNaN(value)) return values.length - 1;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = values[middle]!;
    if (at < value || (at === 0 && value === 0 && Object.is(at, -0) && !Object.is(value, -0))) low = middle + 1;
    else high = middle;
  }
  return low;
}
