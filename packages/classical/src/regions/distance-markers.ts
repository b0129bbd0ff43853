import { createPicture, type Picture, PictureError } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { reconstruct } from '../morphology/reconstruct.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { connectedComponents } from './connected-components.ts';
import { localMaxima } from './local-maxima.ts';
import { type Connectivity, neighborsOf } from './neighbors.ts';

/** When two peaks are one shape. */
export interface DistanceMarkersOptions {
  /** How much less deep than both peaks the way between them must be, pixels, so that each gets a marker of its own. Default 1. */
  readonly heightPx?: number | undefined;
  /** Default 4, as that of the watershed: shapes that touch at a corner are two. */
  readonly connectivity?: Connectivity | undefined;
}

/**
 * Markers for a watershed that parts shapes at their necks: the extended maxima of the depth, `localMaxima(reconstruct(depth - heightPx))`. Not
 * `peak_local_max` of scikit-image, which takes every ripple of it, nor {@link hMaxima}, which takes two peaks of one height for two however wide
 * the neck. Every shape gets at least one, however small, since what lies outside counts as `heightPx` below 0.
 *
 * @param depth what {@link distanceTransform} gives; 0 is outside
 * @returns labels from 1 in the order of rows. Where all is equally deep (a mask without a 0: infinitely) there is one marker, everywhere
 * @throws {PictureError} `channels` for more than one, `value` for NaN and for infinite depths beside others, `option` when the height is not a
 *   number above 0 or the connectivity is neither 4 nor 8
 * @source Soille 2003: Morphological image analysis, 6.3.5 and 9.2.3; local_maxima of reconstruction of skimage.morphology
 * @example
 * const depth = distanceTransform(mask);
 * const { count } = distanceMarkers(depth, { heightPx: 2 });
 */
export function distanceMarkers(
  depth: Picture,
  { heightPx = 1, connectivity = 4 }: DistanceMarkersOptions = {},
): LabelMap {
  requireGray('distanceMarkers', depth);
  neighborsOf('distanceMarkers', connectivity); // checks
  if (!(Number.isFinite(heightPx) && heightPx > 0)) {
    throw new PictureError('option', `distanceMarkers: heightPx must be above 0, not ${heightPx}`, { heightPx });
  }
  const { width, height } = depth;
  const first = depth.data[0]!;
  if (depth.data.every((value) => value === first)) {
    const count = first > 0 ? 1 : 0;
    return { labels: new Int32Array(width * height).fill(count), width, height, count };
  }
  requireFinite('distanceMarkers', depth);
  const shape = { width, height, channels: 1 } as const;
  const [inside, seed] = [new Float32Array(width * height), new Float32Array(width * height)];
  for (let i = 0; i < inside.length; i++) {
    inside[i] = depth.data[i]! || -heightPx;
    seed[i] = inside[i]! - heightPx;
  }
  const filled = reconstruct(createPicture({ ...shape, data: seed }), createPicture({ ...shape, data: inside }), {
    connectivity,
  });
  const peaks = localMaxima(filled, { connectivity });
  return connectedComponents(peaks, { connectivity });
}
