import { type Points, pointCount } from './points.ts';

/** Points per block: what is copied stays in the cache. */
const BLOCK = 2048;

/** Some points as float64: `values[i * dimensions + d]` is number `d` of point `from + i`. */
export interface PointBlock {
  readonly values: Float64Array;
  readonly from: number;
  readonly count: number;
}

/**
 * Hands out points block by block in one array that is used again, so that loops over them see one number format, and a picture of bytes does
 * not have to become eight times as large.
 */
export function forEachBlock(points: Points, visit: (block: PointBlock) => void): void {
  const { values: all, dimensions } = points;
  const total = pointCount(points);
  const values = new Float64Array(Math.min(BLOCK, total) * dimensions);
  for (let from = 0; from < total; from += BLOCK) {
    const count = Math.min(BLOCK, total - from);
    values.set(all.subarray(from * dimensions, (from + count) * dimensions));
    visit({ values, from, count });
  }
}
