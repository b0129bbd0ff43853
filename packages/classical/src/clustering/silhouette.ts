import { PictureError } from '@cv/image';
import { RandomSource } from '../random/random-source.ts';
import { type Points, pointCount, requirePoints } from './points.ts';
import { requireCount } from './require-count.ts';
import { squaredDistance } from './squared-distance.ts';

/** Which points to look at. */
export interface SilhouetteOptions {
  /** Looks at so many points, drawn at random, as if there were no others. Default all. */
  readonly sampleSize?: number | undefined;
  /** Of the draw. Default 0. */
  readonly seed?: number | undefined;
}

/** What {@link silhouette} gives. */
export interface SilhouetteResult {
  /** Mean of the values, -1 to 1; larger is better. */
  readonly score: number;
  /** Of each point that was looked at; points that are alone in their cluster have 0. */
  readonly values: Float64Array;
  /** Which points those are, ascending. */
  readonly indices: Int32Array;
}

/**
 * How much better each point fits its own cluster than the next: `(b - a) / max(a, b)` with its mean distance `a` from the other points of its own
 * cluster and the smallest mean distance `b` from those of another. Takes the square of the number of points: draw a sample of a picture.
 *
 * @param points at least three. Weights are not looked at
 * @param labels the cluster of each point, any whole numbers
 * @throws {PictureError} `length` for another number of labels; `option` unless there are at least 2 clusters among the points looked at, and fewer than
 *   points, or when the sample is larger than what there is
 * @source Rousseeuw 1987: Silhouettes; `sklearn.metrics.silhouette_samples` and `silhouette_score`
 * @example
 * const points = { values: Float64Array.of(1, 2, 8, 9), dimensions: 1 };
 * const { score } = silhouette(points, Int32Array.of(0, 0, 1, 1)); // 0.856...
 */
export function silhouette(
  points: Points,
  labels: ArrayLike<number>,
  { sampleSize, seed = 0 }: SilhouetteOptions = {},
): SilhouetteResult {
  requirePoints('silhouette', points);
  const count = pointCount(points);
  if (labels.length !== count) {
    throw new PictureError('length', `silhouette: ${labels.length} labels for ${count} points; expected one each`, {
      expected: count,
      received: labels.length,
    });
  }
  if (sampleSize !== undefined) requireCount('silhouette', 'sampleSize', { value: sampleSize, most: count });
  const indices =
    sampleSize === undefined
      ? Int32Array.from({ length: count }, (_, i) => i)
      : drawnIndices(count, sampleSize, new RandomSource('silhouette', seed));
  const numbers = new Map([...new Set(Array.from(indices, (i) => labels[i]!))].map((label, c) => [label, c]));
  if (numbers.size < 2 || numbers.size >= indices.length) {
    const message = `silhouette: ${numbers.size} clusters of ${indices.length} points; expected at least 2 and fewer than points`;
    throw new PictureError('option', message, { clusters: numbers.size, points: indices.length });
  }
  const clusters = Int32Array.from(indices, (i) => numbers.get(labels[i]!)!);
  const values = silhouettes(points, indices, { clusters, count: numbers.size });
  return { score: values.reduce((sum, value) => sum + value, 0) / values.length, values, indices };
}

function silhouettes(
  { values, dimensions }: Points,
  indices: Int32Array,
  { clusters, count }: { readonly clusters: Int32Array; readonly count: number },
): Float64Array {
  const chosen = Float64Array.from(
    { length: indices.length * dimensions },
    (_, at) => values[indices[Math.trunc(at / dimensions)]! * dimensions + (at % dimensions)]!,
  );
  const sizes = new Float64Array(count);
  for (const cluster of clusters) sizes[cluster]!++;
  const sums = new Float64Array(count);
  return Float64Array.from(indices, (_, i) => {
    const own = clusters[i]!;
    if (sizes[own] === 1) return 0;
    sums.fill(0);
    for (let j = 0; j < indices.length; j++) {
      sums[clusters[j]!]! += Math.sqrt(squaredDistance(chosen, chosen, { i, j, dimensions }));
    }
    const inside = sums[own]! / (sizes[own]! - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let c = 0; c < count; c++) if (c !== own) outside = Math.min(outside, sums[c]! / sizes[c]!);
    const larger = Math.max(inside, outside);
    return larger === 0 ? 0 : (outside - inside) / larger;
  });
}

/** Some of the numbers below a limit, each at most once, ascending. */
function drawnIndices(count: number, size: number, random: RandomSource): Int32Array {
  const chosen = new Int32Array(size);
  for (let i = 0, left = size; i < count && left > 0; i++) {
    if (random.uniform() * (count - i) >= left) continue;
    chosen[size - left] = i;
    left--;
  }
  return chosen;
}
