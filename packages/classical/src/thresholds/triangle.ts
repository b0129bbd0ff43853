import type { Picture } from '@cv/image';
import { type HistogramOptions, histogram } from '../histograms/histogram.ts';
import { indexOfMaximum, type ThresholdResult } from './threshold-result.ts';

/**
 * The triangle threshold: where the histogram lies farthest below the line from its peak to the end of its longer tail. `criterion[i]` is the
 * distance of bin `i` from that line, pixels times bins over the length of the line; 0 outside of the tail.
 *
 * @param picture one channel
 * @returns the threshold (the value itself for a picture of one value), the histogram and the criterion (largest is best)
 * @throws {PictureError} see {@link histogram}
 * @source Zack, Rogers, Latt 1977: Automatic measurement of sister chromatid exchange frequency; skimage.filters.threshold_triangle, which
 *   takes the level itself, not one beside it as ImageJ and OpenCV do
 * @example
 * const { threshold: level } = triangle(toGray(photo));
 */
export function triangle(picture: Picture, options: HistogramOptions = {}): ThresholdResult {
  const counted = histogram(picture, options);
  const { counts, centers } = counted;
  const peak = indexOfMaximum(counts);
  const low = counts.findIndex((count) => count > 0);
  const high = counts.findLastIndex((count) => count > 0);
  const criterion = new Float64Array(counts.length - 1);
  if (low === high) return { threshold: picture.data[0]!, histogram: counted, criterion: new Float64Array() };
  const right = peak - low < high - peak; // the longer tail
  const width = right ? high - peak : peak - low;
  const length = Math.hypot(counts[peak]!, width);
  let best = Number.NEGATIVE_INFINITY;
  let level = 0;
  for (let x = 0; x < width; x++) {
    const bin = right ? high - x : low + x;
    const distance = (counts[peak]! * x - width * counts[bin]!) / length;
    if (bin < criterion.length) criterion[bin] = distance;
    if (distance <= best) continue;
    best = distance;
    level = bin;
  }
  return { threshold: centers[level]!, histogram: counted, criterion };
}
