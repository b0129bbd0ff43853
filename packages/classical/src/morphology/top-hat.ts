import type { Picture } from '@cv/image';
import { difference } from './difference.ts';
import type { MorphologyOptions } from './morphology-options.ts';
import { open } from './open.ts';

/**
 * What opening takes away: bright things that the element does not fit into, on black.
 *
 * @param picture any picture; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for an unknown border
 * @source skimage.morphology.white_tophat; OpenCV MORPH_TOPHAT
 * @example
 * const spots = topHat(slide, { element: disk(5) });
 */
export function topHat(picture: Picture, options: MorphologyOptions = {}): Picture {
  return difference(picture, open(picture, options));
}
