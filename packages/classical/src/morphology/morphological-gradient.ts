import type { Picture } from '@cv/image';
import { difference } from './difference.ts';
import { dilate } from './dilate.ts';
import { erode } from './erode.ts';
import type { MorphologyOptions } from './morphology-options.ts';

/**
 * Dilation less erosion: bright where values differ within the element, so a thick outline.
 *
 * @param picture any picture; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for an unknown border
 * @source OpenCV MORPH_GRADIENT
 * @example
 * const outline = morphologicalGradient(photo);
 */
export function morphologicalGradient(picture: Picture, options: MorphologyOptions = {}): Picture {
  return difference(dilate(picture, options), erode(picture, options));
}
