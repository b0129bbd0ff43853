import type { Picture } from '@cv/image';
import { dilate } from './dilate.ts';
import { erode } from './erode.ts';
import type { MorphologyOptions } from './morphology-options.ts';

/**
 * Erosion, then dilation: bright things that the element does not fit into disappear, all others keep their size.
 *
 * @param picture any picture, masks too; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} as `erode`
 * @source skimage.morphology.opening; OpenCV MORPH_OPEN
 * @example
 * const clean = open(mask, { element: disk(3) });
 */
export function open(picture: Picture, options: MorphologyOptions = {}): Picture {
  return dilate(erode(picture, options), options);
}
