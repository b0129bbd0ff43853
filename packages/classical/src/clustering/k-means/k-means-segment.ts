import type { Picture } from '@cv/image';
import type { LabelMap } from '../../label-map/label-map.ts';
import { type SegmentPointsOptions, segmentPoints } from '../segment-points.ts';
import { segmentation } from '../segmentation.ts';
import { type KMeansResult, kMeans } from './k-means.ts';
import type { KMeansOptions } from './k-means-options.ts';

/** How to part a picture. */
export interface KMeansSegmentOptions extends KMeansOptions, SegmentPointsOptions {}

/**
 * Parts a picture into `k` kinds of pixels by {@link kMeans}.
 *
 * @param picture any picture; alpha does not count
 * @param options colours alone by default. `mode: 'quantized'` clusters the mean colours of boxes of the colour space, weighted by their pixels: many
 *   times as fast, labels differ where a box lies across a border
 * @returns labels 1 to k: of 10,000 x 10,000 gray pixels 400 MB, besides which quantized takes next to nothing and exact 800 MB while `k-means++` draws
 * @throws {PictureError} as {@link kMeans}, {@link pixelFeatures} and {@link colorBins}; `option` for a position or texture when quantized
 * @example
 * const { map } = kMeansSegment(photo, { k: 4, colorSpace: 'lab' });
 * const poster = paintMeans(photo, map);
 */
export function kMeansSegment(
  picture: Picture,
  options: KMeansSegmentOptions,
): Omit<KMeansResult, 'labels'> & { readonly map: LabelMap } {
  const { points, bins } = segmentPoints('kMeansSegment', picture, options);
  const { labels, ...result } = kMeans(points, options);
  return { ...result, map: segmentation(picture, { labels, bins, count: options.k }) };
}
