import { createPicture, type Picture, PictureError } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { requireGray } from '../require-gray.ts';
import { connectedComponents } from './connected-components.ts';
import { hMaxima } from './h-maxima.ts';

/** When two peaks are one shape. */
export interface DistanceMarkersOptions {
  /** How much less deep than both peaks the way between them must be, pixels, so that each gets a marker of its own. Default 1. */
  readonly heightPx?: number | undefined;
}

/**
 * Markers for a watershed that parts shapes at their necks: the h-maxima of the depth (not `peak_local_max` of scikit-image, which takes every
 * ripple of it). Every shape gets at least one, however small, since shapes are not compared with each other: what lies outside counts as
 * `heightPx` below 0.
 *
 * @param depth what {@link distanceTransform} gives; 0 is outside
 * @returns labels from 1 in the order of rows. Where all is infinitely deep (a mask without a 0) there is one marker, everywhere
 * @throws {PictureError} `channels` for more than one, `value` for NaN, `option` when the height is not a number above 0
 * @source Soille 2003: Morphological image analysis, 9.2.3; `skimage.measure.label(h_maxima(depth))` for a depth that is lowered outside
 * @example
 * const depth = distanceTransform(mask);
 * const { count } = distanceMarkers(depth, { heightPx: 2 });
 */
export function distanceMarkers(depth: Picture, { heightPx = 1 }: DistanceMarkersOptions = {}): LabelMap {
  requireGray('distanceMarkers', depth);
  if (!(Number.isFinite(heightPx) && heightPx > 0)) {
    throw new PictureError('option', `distanceMarkers: heightPx must be above 0, not ${heightPx}`, { heightPx });
  }
  const { width, height } = depth;
  if (depth.data.every((value) => value === Number.POSITIVE_INFINITY)) {
    return { labels: new Int32Array(width * height).fill(1), width, height, count: 1 };
  }
  const data = Float32Array.from(depth.data, (value) => (value > 0 ? value : Number.isNaN(value) ? value : -heightPx));
  return connectedComponents(hMaxima(createPicture({ data, width, height, channels: 1 }), heightPx));
}
