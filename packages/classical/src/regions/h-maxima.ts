import type { Picture } from '@cv/image';
import { type HExtremaOptions, hExtrema } from './h-extrema.ts';

/**
 * The peaks that rise by at least `h` above the way to any higher one: `picture - reconstruct(picture - h) >= h`. None where `h` is more than
 * the whole picture spans.
 *
 * @param picture one channel. For whole numbers and a whole `h` the shifted picture ends at 0, as in scikit-image: what rises above 0 by less
 *   than `h` is no peak
 * @param h in the units of the picture, above 0
 * @returns a mask: uint8, 1 on peaks, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when `h` is not a number above 0 or the
 *   connectivity is neither 4 nor 8
 * @source Soille 2003: Morphological image analysis, 6.3.4; skimage.morphology.h_maxima (which counts in float64 where a fraction `h` meets whole
 *   numbers; here it is float32)
 * @example
 * const { count } = connectedComponents(hMaxima(photo, 40)); // bright spots
 */
export function hMaxima(picture: Picture, h: number, options: HExtremaOptions = {}): Picture<Uint8Array> {
  return hExtrema('hMaxima', picture, { ...options, h, sign: 1 });
}
