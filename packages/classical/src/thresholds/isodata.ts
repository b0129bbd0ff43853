import type { Picture } from '@cv/image';
import { type HistogramOptions, histogram } from '../histograms/histogram.ts';
import { classMeans, runningSums } from './class-means.ts';
import { isConstant } from './is-constant.ts';
import type { ThresholdResult } from './threshold-result.ts';

/** What {@link isodata} gives. */
export interface IsodataResult extends ThresholdResult {
  /** Every threshold that meets the condition, ascending; `threshold` is the first. */
  readonly thresholds: Float64Array;
}

/**
 * The ISODATA threshold (Ridler and Calvard): the smallest that lies in the middle of the means of its two classes, to within a bin:
 * `0 <= criterion[i] < width of a bin`, `criterion[i] = (m0 + m1) / 2 - centers[i]`.
 *
 * @param picture one channel
 * @returns the threshold (the value itself for a picture of one value), all that qualify, the histogram and the criterion (0 is best)
 * @throws {PictureError} see {@link histogram}
 * @source Ridler, Calvard 1978: Picture thresholding using an iterative selection method; skimage.filters.threshold_isodata
 * @example
 * const { threshold: level, thresholds } = isodata(toGray(photo));
 */
export function isodata(picture: Picture, options: HistogramOptions = {}): IsodataResult {
  const counted = histogram(picture, options);
  const { centers } = counted;
  if (isConstant(picture)) {
    const value = picture.data[0]!;
    return { threshold: value, thresholds: Float64Array.of(value), histogram: counted, criterion: new Float64Array() };
  }
  const sums = runningSums(counted);
  const criterion = new Float64Array(centers.length - 1).map((_, i) => {
    const { below, above } = classMeans(sums, i);
    return (below.mean + above.mean) / 2 - centers[i]!;
  });
  const width = centers[1]! - centers[0]!;
  const thresholds = centers.slice(0, -1).filter((_, i) => criterion[i]! >= 0 && criterion[i]! < width);
  return { threshold: thresholds[0]!, thresholds, histogram: counted, criterion };
}
