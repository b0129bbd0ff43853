import { PictureError } from '@cv/image';
import { type Points, pointCount, requirePoints } from '../points.ts';
import { squaredDistance } from '../squared-distance.ts';
import {
  type MeanShiftOptions,
  meanShiftSeeds,
  type SettledMeanShiftOptions,
  settleMeanShiftOptions,
} from './mean-shift-options.ts';
import { PointGrid } from './point-grid.ts';

/** How to look for the clusters. */
export interface MeanShiftClusterOptions extends MeanShiftOptions {
  /** Whether points that are farther than the bandwidth from every centre go to the nearest one too, or get -1. Default true. */
  readonly clusterAll?: boolean | undefined;
}

/** What {@link meanShiftCluster} gives. */
export interface MeanShiftClusterResult {
  /** The cluster of each point, from 0; -1 for none. */
  readonly labels: Int32Array;
  /** `clusters * dimensions` numbers; that with most points within the bandwidth first. */
  readonly centers: Float64Array;
  /** Of the start that took longest. */
  readonly iterations: number;
}

/**
 * Clusters points around the peaks of their density: from every start it goes to the mean of the points within the bandwidth again and again, until it
 * moves less than a thousandth of that. Of peaks that are closer than the bandwidth the one with most points stays. Nobody says how many.
 *
 * Takes the square of the number of points in the worst case: give it the colours of a picture counted by {@link colorBins}, and `seeding: 'bins'`.
 *
 * @param points weights count as so many points
 * @throws {PictureError} `length` and `value` for points that are none; `option` for options that are none, or starts with no point nearby
 * @source Comaniciu, Meer 2002: Mean shift: a robust approach toward feature space analysis; `sklearn.cluster.MeanShift` (flat kernel)
 * @example
 * const { points, bins } = colorBins(photo);
 * const { labels, centers } = meanShiftCluster(points, { bandwidth: 30, seeding: 'bins' });
 */
export function meanShiftCluster(points: Points, options: MeanShiftClusterOptions): MeanShiftClusterResult {
  requirePoints('meanShiftCluster', points);
  const settled = settleMeanShiftOptions('meanShiftCluster', options);
  const { dimensions } = points;
  const { peaks, iterations } = peaksOf(points, settled);
  const centers = Float64Array.from(distinct(peaks, settled.bandwidth).flatMap(({ place }) => [...place]));
  const count = pointCount(points);
  const labels = new Int32Array(count);
  const farthest = options.clusterAll === false ? settled.bandwidth ** 2 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < centers.length / dimensions; j++) {
      const distance = squaredDistance(points.values, centers, { i, j, dimensions });
      if (distance >= least) continue;
      least = distance;
      labels[i] = j;
    }
    if (least > farthest) labels[i] = -1;
  }
  return { labels, centers, iterations };
}

interface Peak {
  readonly place: Float64Array;
  readonly intensity: number;
}

function peaksOf(
  points: Points,
  options: SettledMeanShiftOptions,
): { readonly peaks: readonly Peak[]; readonly iterations: number } {
  const { bandwidth, maxIterations } = options;
  const { dimensions } = points;
  const seeds = meanShiftSeeds(points, options);
  const grid = new PointGrid(points, bandwidth);
  const peaks = new Map<string, Peak>();
  let iterations = 0;
  for (let from = 0; from < seeds.length; from += dimensions) {
    const climbed = climb(grid, seeds.slice(from, from + dimensions), { bandwidth, maxIterations });
    iterations = Math.max(iterations, climbed.iterations);
    if (climbed.intensity > 0) peaks.set(climbed.place.join(), climbed);
  }
  if (peaks.size > 0) return { peaks: [...peaks.values()], iterations };
  const message = 'meanShiftCluster: no start has points nearby; lower minBinFrequency or raise the bandwidth';
  throw new PictureError('option', message, { bandwidth, starts: seeds.length / dimensions });
}

function climb(
  grid: PointGrid,
  place: Float64Array,
  { bandwidth, maxIterations }: { readonly bandwidth: number; readonly maxIterations: number },
): Peak & { readonly iterations: number } {
  const before = new Float64Array(place.length);
  for (let iterations = 0; ; iterations++) {
    before.set(place);
    const intensity = grid.meanAround(before, place);
    let moved = 0;
    for (let d = 0; d < place.length; d++) moved += (place[d]! - before[d]!) ** 2;
    if (intensity === 0 || Math.sqrt(moved) <= 1e-3 * bandwidth || iterations === maxIterations) {
      return { place, intensity, iterations };
    }
  }
}

/** Those that have no stronger one within the bandwidth; of equal ones the larger numbers count first, as scikit-learn sorts. */
function distinct(peaks: readonly Peak[], bandwidth: number): readonly Peak[] {
  const sorted = [...peaks].sort((a, b) => b.intensity - a.intensity || comparePlaces(b.place, a.place));
  const kept: Peak[] = [];
  for (const peak of sorted) {
    const options = { i: 0, j: 0, dimensions: peak.place.length };
    if (kept.every((one) => squaredDistance(one.place, peak.place, options) > bandwidth ** 2)) kept.push(peak);
  }
  return kept;
}

function comparePlaces(a: Float64Array, b: Float64Array): number {
  const d = a.findIndex((value, i) => value !== b[i]);
  return d < 0 ? 0 : a[d]! - b[d]!;
}
