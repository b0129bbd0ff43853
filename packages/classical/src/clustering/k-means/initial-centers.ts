import type { RandomSource } from '../../random/random-source.ts';
import { forEachBlock } from '../point-blocks.ts';
import { type Points, pointCount } from '../points.ts';
import { squaredDistance } from '../squared-distance.ts';

/** Points drawn at random, each at most once (again where there are fewer points than clusters). */
export function randomCenters(points: Points, k: number, random: RandomSource): Float64Array {
  const chances = points.weights?.slice() ?? new Float64Array(pointCount(points)).fill(1);
  const centers = new Float64Array(k * points.dimensions);
  for (let c = 0, left = sum(chances); c < k; c++) {
    const i = drawn(chances, left * random.uniform());
    copyPoint(points, i, centers, c);
    left -= chances[i]!;
    chances[i] = 0;
  }
  return centers;
}

/**
 * Centres that are spread out: each next one is drawn with a chance that grows with the square of its distance from those that are there, the
 * best of `2 + ln k` such draws.
 *
 * @source Arthur, Vassilvitskii 2007: k-means++: the advantages of careful seeding; greedy as in scikit-learn's `kmeans_plusplus`
 */
export function spreadCenters(points: Points, k: number, random: RandomSource): Float64Array {
  const { dimensions } = points;
  const count = pointCount(points);
  const centers = new Float64Array(k * dimensions);
  const weights = points.weights ?? new Float64Array(0);
  const first = points.weights === undefined ? random.below(count) : drawn(weights, sum(weights) * random.uniform());
  copyPoint(points, first, centers, 0);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY); // weighted squared distances from the nearest centre
  let total = comeNearer(points, first, nearest);
  const trials = 2 + Math.trunc(Math.log(k));
  for (let c = 1; c < k; c++) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let trial = 0; trial < trials; trial++) {
      const i = drawn(nearest, total * random.uniform());
      const left = comeNearer(points, i, nearest, 'try');
      if (left < least) [best, least] = [i, left];
    }
    copyPoint(points, best, centers, c);
    total = comeNearer(points, best, nearest);
  }
  return centers;
}

/** What the distances add up to with one more centre at a point. */
function comeNearer(points: Points, center: number, nearest: Float64Array, mode: 'try' | 'keep' = 'keep'): number {
  const { dimensions, weights } = points;
  const at = Float64Array.from(points.values.subarray(center * dimensions, (center + 1) * dimensions));
  let total = 0;
  forEachBlock(points, ({ values, from, count }) => {
    for (let i = 0; i < count; i++) {
      const weight = weights === undefined ? 1 : weights[from + i]!;
      const distance = weight * squaredDistance(values, at, { i, j: 0, dimensions });
      const before = nearest[from + i]!;
      total += Math.min(distance, before);
      if (mode === 'keep' && distance < before) nearest[from + i] = distance;
    }
  });
  return total;
}

/** The first index where the running sum of the chances exceeds a number. */
function drawn(chances: Float64Array, target: number): number {
  let running = 0;
  let last = 0;
  for (let i = 0; i < chances.length; i++) {
    if (chances[i] === 0) continue;
    running += chances[i]!;
    last = i;
    if (running > target) return i;
  }
  return last; // rounding, or no chance left
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

function copyPoint({ values, dimensions }: Points, i: number, centers: Float64Array, c: number): void {
  centers.set(values.subarray(i * dimensions, (i + 1) * dimensions), c * dimensions);
}
