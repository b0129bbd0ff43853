import type { Histogram } from '../histograms/histogram.ts';

/** A threshold and how it came about. */
export interface ThresholdResult {
  /** Pixels above it are foreground, pixels equal to it are not; in the units of the picture. */
  readonly threshold: number;
  /** What the method looked at. */
  readonly histogram: Histogram;
  /**
   * What the method rates each candidate with: `criterion[i]` belongs to the threshold `histogram.centers[i]`. One shorter than the
   * histogram, since nothing lies above the last bin; empty for a picture of one value. Which end is good, each method says.
   */
  readonly criterion: Float64Array;
}

/** Position of the largest value, the first of equal ones; NaN never wins. */
export function indexOfMaximum(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]! || Number.isNaN(values[best])) best = i;
  return best;
}
