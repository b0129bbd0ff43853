import type { Picture } from '@cv/image';
import { type HExtremaOptions, hExtrema } from './h-extrema.ts';

/**
 * The basins that are at least `h` deep below the way to any deeper one: `reconstruct(picture + h, by erosion) - picture >= h`. None where `h`
 * is more than the whole picture spans.
 *
 * @param picture one channel. For whole numbers and a whole `h` the shifted picture ends at the largest number of its format
 * @param h in the units of the picture, above 0
 * @returns a mask: uint8, 1 in basins, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when `h` is not a number above 0 or the
 *   connectivity is neither 4 nor 8
 * @source Soille 2003: Morphological image analysis, 6.3.4; skimage.morphology.h_minima (which counts in float64 where a fraction `h` meets whole
 *   numbers; here it is float32)
 * @example
 * const basins = connectedComponents(hMinima(gradientMagnitude(photo), 0.1)); // markers without shallow ones
 */
export function hMinima(picture: Picture, h: number, options: HExtremaOptions = {}): Picture<Uint8Array> {
  return hExtrema('hMinima', picture, { ...options, h, sign: -1 });
}
