import { MetricError } from '../metric-error.ts';
import { type SparseCosts, sparseAssignment } from './sparse-assignment.ts';

/** Size of a mask of boundaries, and how far apart two pixels of the same boundary may lie. */
export interface BoundaryOptions {
  /** Pixels per row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Tolerance, as a part of the diagonal. Default 0.0075: 4.3 pixels at 481 x 321. */
  readonly maxDistance?: number | undefined;
}

/** Which pixels of two boundaries belong together. */
export interface BoundaryMatch {
  /** How many pairs there are. */
  readonly count: number;
  /** For each pixel of the first mask the pixel of the second (index), or -1. `[height * width]` */
  readonly first: Int32Array;
  /** For each pixel of the second mask the pixel of the first, or -1. `[height * width]` */
  readonly second: Int32Array;
  /** Sum of the distances of all pairs, pixels. */
  readonly distance: number;
}

/**
 * Pairs the boundary pixels of two masks one to one, none farther apart than allowed: the pairing of least cost, where a pair costs its distance
 * and a pixel without a partner 100 times the tolerance.
 *
 * @param first mask, row after row: not 0 at boundaries, `[height * width]`
 * @param second the same of the other
 * @throws {MetricError} when sizes do not fit, or the tolerance is no number above 0
 * @source correspondPixels of the BSDS benchmark (Martin, Fowlkes, Malik 2004), here solved exactly; that one rounds distances to hundredths
 *   and draws at random which pixels share the cost of having no partner
 * @example
 * ```ts
 * matchBoundaries([1, 0, 0, 1], [0, 1, 0, 0], { width: 4, height: 1, maxDistance: 0.3 }).count; // 1
 * ```
 */
export function matchBoundaries(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { width, height, maxDistance = 0.0075 }: BoundaryOptions,
): BoundaryMatch {
  requireMask('matchBoundaries', first, { width, height });
  requireMask('matchBoundaries', second, { width, height });
  if (!(maxDistance > 0 && maxDistance < Number.POSITIVE_INFINITY)) {
    throw new MetricError(`matchBoundaries: maxDistance must be a number above 0, not ${maxDistance}`, { maxDistance });
  }
  const reach = maxDistance * Math.hypot(width, height);
  const rows = setPixels(first);
  const columns = setPixels(second);
  const assigned = sparseAssignment(costsWithin(reach, { rows, columns, width, height }));
  const match = {
    count: 0,
    distance: 0,
    first: new Int32Array(width * height).fill(-1),
    second: new Int32Array(width * height).fill(-1),
  };
  for (let i = 0; i < rows.length; i++) {
    if (assigned[i]! < 0) continue;
    const [from, to] = [rows[i]!, columns[assigned[i]!]!];
    match.first[from] = to;
    match.second[to] = from;
    match.count += 1;
    match.distance += Math.hypot((from % width) - (to % width), Math.floor(from / width) - Math.floor(to / width));
  }
  return match;
}

/** @throws {MetricError} when a mask is not of that size */
export function requireMask(
  where: string,
  mask: ArrayLike<number>,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  if (Number.isInteger(width) && Number.isInteger(height) && width > 0 && mask.length === width * height) return;
  const message = `${where}: expects masks of width * height = ${width} * ${height} values, received ${mask.length}`;
  throw new MetricError(message, { width, height, length: mask.length });
}

const setPixels = (mask: ArrayLike<number>): Int32Array =>
  Int32Array.from(Array.from(mask, (value, i) => (value === 0 ? -1 : i)).filter((i) => i >= 0));

/** All pairs that are near enough, by their distance. */
function costsWithin(
  reach: number,
  { rows, columns, width, height }: { rows: Int32Array; columns: Int32Array; width: number; height: number },
): SparseCosts {
  const indices = new Int32Array(width * height).fill(-1);
  columns.forEach((pixel, i) => {
    indices[pixel] = i;
  });
  const starts = new Int32Array(rows.length + 1);
  const near: number[] = [];
  const costs: number[] = [];
  const whole = Math.floor(reach);
  rows.forEach((pixel, i) => {
    const [x0, y0] = [pixel % width, Math.floor(pixel / width)];
    for (let y = Math.max(0, y0 - whole); y <= Math.min(height - 1, y0 + whole); y++) {
      for (let x = Math.max(0, x0 - whole); x <= Math.min(width - 1, x0 + whole); x++) {
        const column = indices[y * width + x]!;
        const squared = (x - x0) ** 2 + (y - y0) ** 2;
        if (column < 0 || squared > reach * reach) continue;
        near.push(column);
        costs.push(Math.sqrt(squared));
      }
    }
    starts[i + 1] = near.length;
  });
  const [list, weights] = [Int32Array.from(near), Float64Array.from(costs)];
  return { starts, columns: list, costs: weights, width: columns.length, unassigned: 100 * reach };
}
