import { forEachBlock, type PointBlock } from '../point-blocks.ts';
import type { Points } from '../points.ts';

/** What the points of each cluster add up to. */
export interface Assignment {
  /** Whether any label is another than before. */
  readonly changed: boolean;
  /** Squared distances from the centres, summed. */
  readonly inertia: number;
  /** Sums of the points of each cluster, `k * dimensions`. */
  readonly sums: Float64Array;
  /** How many there are in each. */
  readonly weights: Float64Array;
}

/**
 * Gives every point the label of the nearest centre, of equal ones the first, and sums up the points of each.
 *
 * @param labels 0 to k - 1; overwritten
 */
export function assignPoints(points: Points, centers: Float64Array, labels: Int32Array): Assignment {
  const k = centers.length / points.dimensions;
  const sums = new Float64Array(centers.length);
  const weights = new Float64Array(k);
  const assign = points.dimensions === 3 ? assignColors : assignBlock;
  let changed = false;
  let inertia = 0;
  forEachBlock(points, (block) => {
    const done = assign(block, points, { centers, labels, sums, weights });
    changed ||= done.changed;
    inertia += done.inertia;
  });
  return { changed, inertia, sums, weights };
}

interface Clusters {
  readonly centers: Float64Array;
  readonly labels: Int32Array;
  readonly sums: Float64Array;
  readonly weights: Float64Array;
}

interface BlockResult {
  readonly changed: boolean;
  readonly inertia: number;
}

function assignBlock(
  { values, from, count }: PointBlock,
  { dimensions, weights: counts }: Points,
  { centers, labels, sums, weights }: Clusters,
): BlockResult {
  let changed = false;
  let inertia = 0;
  for (let i = 0; i < count; i++) {
    const at = i * dimensions;
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centers.length; c += dimensions) {
      let distance = 0;
      for (let d = 0; d < dimensions; d++) {
        const difference = values[at + d]! - centers[c + d]!;
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    const weight = counts === undefined ? 1 : counts[from + i]!;
    for (let d = 0; d < dimensions; d++) sums[nearest + d]! += weight * values[at + d]!;
    nearest /= dimensions;
    weights[nearest]! += weight;
    inertia += weight * least;
    if (labels[from + i] !== nearest) {
      labels[from + i] = nearest;
      changed = true;
    }
  }
  return { changed, inertia };
}

/** The same for three dimensions, the loop over them unrolled: three times as fast. */
function assignColors(
  { values, from, count }: PointBlock,
  { weights: counts }: Points,
  { centers, labels, sums, weights }: Clusters,
): BlockResult {
  let changed = false;
  let inertia = 0;
  for (let i = 0, at = 0; i < count; i++, at += 3) {
    const v0 = values[at]!;
    const v1 = values[at + 1]!;
    const v2 = values[at + 2]!;
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centers.length; c += 3) {
      const d0 = v0 - centers[c]!;
      const d1 = v1 - centers[c + 1]!;
      const d2 = v2 - centers[c + 2]!;
      const distance = d0 * d0 + d1 * d1 + d2 * d2;
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    const weight = counts === undefined ? 1 : counts[from + i]!;
    sums[nearest]! += weight * v0;
    sums[nearest + 1]! += weight * v1;
    sums[nearest + 2]! += weight * v2;
    nearest /= 3;
    weights[nearest]! += weight;
    inertia += weight * least;
    if (labels[from + i] !== nearest) {
      labels[from + i] = nearest;
      changed = true;
    }
  }
  return { changed, inertia };
}
