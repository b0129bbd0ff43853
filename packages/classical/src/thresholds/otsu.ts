import type { Picture } from '@cv/image';
import { type HistogramOptions, histogram } from '../histograms/histogram.ts';
import { classMeans, runningSums } from './class-means.ts';
import { isConstant } from './is-constant.ts';
import { indexOfMaximum, type ThresholdResult } from './threshold-result.ts';

/**
 * Otsu's threshold: the one that parts a picture into two classes with the largest variance between them,
 * `criterion[i] = n0 n1 (m0 - m1)^2` with the numbers and means of pixels up to bin `i` and above it. The first of equal ones is taken.
 *
 * @param picture one channel
 * @returns the threshold (the value itself for a picture of one value), the histogram and the criterion (largest is best)
 * @throws {PictureError} see {@link histogram}
 * @source Otsu 1979: A threshold selection method from gray-level histograms, eq. 18; skimage.filters.threshold_otsu; OpenCV THRESH_OTSU
 * @example
 * const { threshold: level } = otsu(toGray(photo));
 * const mask = threshold(toGray(photo), level);
 */
export function otsu(picture: Picture, options: HistogramOptions = {}): ThresholdResult {
  const counted = histogram(picture, options);
  if (isConstant(picture)) return { threshold: picture.data[0]!, histogram: counted, criterion: new Float64Array() };
  const sums = runningSums(counted);
  const criterion = new Float64Array(counted.counts.length - 1).map((_, i) => {
    const { below, above } = classMeans(sums, i);
    return below.count * above.count * (below.mean - above.mean) ** 2;
  });
  return { threshold: counted.centers[indexOfMaximum(criterion)]!, histogram: counted, criterion };
}
