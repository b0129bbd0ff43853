import type { Picture } from '@cv/image';
import { type HistogramOptions, histogram } from '../histograms/histogram.ts';
import { isConstant } from './is-constant.ts';
import { indexOfMaximum, type ThresholdResult } from './threshold-result.ts';

/**
 * Yen's threshold: the one that maximises the correlation of both classes,
 * `criterion[i] = log((P (1 - P))^2 / (S0 S1))` with the share `P` of pixels up to bin `i`, and the sums `S0` and `S1` of squared shares of
 * the bins up to `i` and above it.
 *
 * @param picture one channel
 * @returns the threshold (the value itself for a picture of one value), the histogram and the criterion (largest is best)
 * @throws {PictureError} see {@link histogram}
 * @source Yen, Chang, Chang 1995: A new criterion for automatic multilevel thresholding, eq. 4; skimage.filters.threshold_yen
 * @example
 * const { threshold: level } = yen(toGray(photo));
 */
export function yen(picture: Picture, options: HistogramOptions = {}): ThresholdResult {
  const counted = histogram(picture, options);
  const { counts, centers } = counted;
  if (isConstant(picture)) return { threshold: picture.data[0]!, histogram: counted, criterion: new Float64Array() };
  const total = picture.data.length;
  const squares = counts.reduce((sum, count) => sum + (count / total) ** 2, 0);
  const criterion = new Float64Array(counts.length - 1);
  for (let i = 0, share = 0, below = 0; i < criterion.length; i++) {
    share += counts[i]! / total;
    below += (counts[i]! / total) ** 2;
    criterion[i] = Math.log((share * (1 - share)) ** 2 / (below * (squares - below)));
  }
  return { threshold: centers[indexOfMaximum(criterion)]!, histogram: counted, criterion };
}
