import type { Picture } from '@cv/image';
import { close } from './close.ts';
import { difference } from './difference.ts';
import type { MorphologyOptions } from './morphology-options.ts';

/**
 * What closing adds: dark things that the element does not fit into, bright on black.
 *
 * @param picture any picture; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for an unknown border
 * @source skimage.morphology.black_tophat; OpenCV MORPH_BLACKHAT
 * @example
 * const ink = blackHat(page, { element: disk(9) });
 */
export function blackHat(picture: Picture, options: MorphologyOptions = {}): Picture {
  return difference(close(picture, options), picture);
}
