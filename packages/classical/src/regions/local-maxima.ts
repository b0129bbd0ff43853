import type { Picture } from '@cv/image';
import { type LocalExtremaOptions, localExtrema } from './local-extrema.ts';

/**
 * The peaks: pixels, or plateaus of one value, that only lower ones touch. Those at the rim count; a picture of one value has none.
 *
 * @param picture one channel
 * @returns a mask: uint8, 1 on peaks, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when the connectivity is neither 4 nor 8
 * @source skimage.morphology.local_maxima
 * @example
 * const peaks = connectedComponents(localMaxima(gaussian(photo, { sigmaPx: 3 })));
 */
export function localMaxima(picture: Picture, options: LocalExtremaOptions = {}): Picture<Uint8Array> {
  return localExtrema('localMaxima', picture, { ...options, sign: 1 });
}
