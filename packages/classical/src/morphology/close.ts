import type { Picture } from '@cv/image';
import { dilate } from './dilate.ts';
import { erode } from './erode.ts';
import type { MorphologyOptions } from './morphology-options.ts';

/**
 * Dilation, then erosion: dark gaps that the element does not fit into are filled, all else keeps its size.
 *
 * @param picture any picture, masks too; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} as `dilate`
 * @source skimage.morphology.closing; OpenCV MORPH_CLOSE
 * @example
 * const whole = close(mask, { element: disk(3) });
 */
export function close(picture: Picture, options: MorphologyOptions = {}): Picture {
  return erode(dilate(picture, options), options);
}
