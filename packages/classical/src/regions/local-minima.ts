import type { Picture } from '@cv/image';
import { type LocalExtremaOptions, localExtrema } from './local-extrema.ts';

/**
 * The basins: pixels, or plateaus of one value, that only higher ones touch. Those at the rim count; a picture of one value has none.
 *
 * @param picture one channel
 * @returns a mask: uint8, 1 in basins, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when the connectivity is neither 4 nor 8
 * @source skimage.morphology.local_minima
 * @example
 * const relief = gradientMagnitude(photo);
 * const parts = watershed(relief, { markers: connectedComponents(localMinima(relief)) });
 */
export function localMinima(picture: Picture, options: LocalExtremaOptions = {}): Picture<Uint8Array> {
  return localExtrema('localMinima', picture, { ...options, sign: -1 });
}
