import { type Picture, PictureError } from '@cv/image';
import { type HistogramOptions, histogram } from '../histograms/histogram.ts';
import { classMeans, runningSums } from './class-means.ts';
import type { ThresholdResult } from './threshold-result.ts';

/** How to search. */
export interface LiOptions extends HistogramOptions {
  /** The search ends when the threshold moves by no more. Default 0.5 for integers, half the smallest difference of two values for float32. */
  readonly tolerance?: number | undefined;
  /** Where the search begins, in the units of the picture. Default: the mean. */
  readonly initial?: number | undefined;
}

/** What {@link li} gives. */
export interface LiResult extends ThresholdResult {
  /** The thresholds of the search, from the first guess to the result. */
  readonly steps: readonly number[];
}

/**
 * Li's threshold of minimum cross entropy, found by iteration: `t = (m0 - m1) / (log m0 - log m1)` with the means of the classes that the
 * `t` before makes, measured from the smallest value. `criterion[i] = -s0 log m0 - s1 log m1` (per pixel, sums `s`) is the cross entropy
 * of a threshold at bin `i`, less a constant; where the lower class holds nothing but the smallest value its term is 0.
 *
 * @param picture one channel
 * @returns the threshold (the value itself for a picture of one value), the search, the histogram and the criterion (smallest is best; the
 *   search may end in a smallest one nearby)
 * @throws {PictureError} see {@link histogram}; `option` for a tolerance that is not above 0, or an `initial` outside of the values
 * @source Li, Tam 1998: An iterative algorithm for minimum cross entropy thresholding, eq. 12; skimage.filters.threshold_li, which drops NaN
 *   and infinite pixels where this refuses them
 * @example
 * const { threshold: level, steps } = li(toGray(photo));
 */
export function li(picture: Picture, { tolerance, initial, ...options }: LiOptions = {}): LiResult {
  const counted = histogram(picture, options);
  const sorted = picture.data instanceof Float32Array ? distinctValues(picture.data) : counted;
  const low = sorted.centers[0]!;
  const values = { counts: sorted.counts, centers: sorted.centers.map((center) => center - low) };
  const high = values.centers.at(-1)!;
  if (high === 0) return { threshold: low, steps: [], histogram: counted, criterion: new Float64Array() };
  const within = tolerance ?? (sorted === counted ? 0.5 : smallestGap(values.centers) / 2);
  if (!(within > 0)) {
    throw new PictureError('option', `li: tolerance must be above 0, not ${within}`, { tolerance: within });
  }
  if (initial !== undefined && !(initial > low && initial < low + high)) {
    throw new PictureError('option', `li: initial must lie between ${low} and ${low + high}, not ${initial}`, {
      initial,
    });
  }
  const sums = runningSums(values);
  const mean = sums.sums.at(-1)! / sums.counts.at(-1)!;
  const steps = search(values.centers, { from: initial === undefined ? mean : initial - low, within, sums });
  const shifted = runningSums({ counts: counted.counts, centers: counted.centers.map((center) => center - low) });
  const criterion = new Float64Array(counted.counts.length - 1).map((_, i) => crossEntropy(shifted, i));
  return { threshold: steps.at(-1)! + low, steps: steps.map((t) => t + low), histogram: counted, criterion };
}

interface Search {
  readonly from: number;
  readonly within: number;
  readonly sums: ReturnType<typeof runningSums>;
}

function search(centers: Float64Array, { from, within, sums }: Search): number[] {
  const steps = [from];
  for (let before = Number.NEGATIVE_INFINITY, t = from; Math.abs(t - before) > within; ) {
    before = t;
    const { below, above } = classMeans(sums, lastAtMost(centers, t));
    if (below.mean === 0) break; // log 0
    t = (below.mean - above.mean) / (Math.log(below.mean) - Math.log(above.mean));
    steps.push(t);
  }
  return steps;
}

/** Position of the largest of the ascending values that is not above `t`. */
function lastAtMost(values: Float64Array, t: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

function crossEntropy(sums: ReturnType<typeof runningSums>, i: number): number {
  const { below, above } = classMeans(sums, i);
  const term = ({ count, mean }: { count: number; mean: number }): number =>
    mean > 0 ? count * mean * Math.log(mean) : 0;
  return -(term(below) + term(above)) / (below.count + above.count);
}

function distinctValues(data: Float32Array): { counts: Float64Array; centers: Float64Array } {
  const sorted = data.slice().sort();
  const centers = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let found = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) centers[found++] = sorted[i]!;
    counts[found - 1]!++;
  }
  return { counts: counts.slice(0, found), centers: centers.slice(0, found) };
}

function smallestGap(centers: Float64Array): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < centers.length; i++) smallest = Math.min(smallest, centers[i]! - centers[i - 1]!);
  return smallest;
}
