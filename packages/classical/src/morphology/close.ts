import type { Picture } from '@cv/image';
import { dilate } from './dilate.ts';
import { erode } from './erode.ts';
import type { MorphologyOptions } from './morphology-options.ts';
import { rectangle } from './structuring-element.ts';
import { turnedElement } from './turned-element.ts';

/**
 * Dilation, then erosion: dark gaps that the element does not fit into are filled, all else keeps its size.
 *
 * @param picture any picture, masks too; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} as `dilate`
 * @source skimage.morphology.closing with mode `ignore`: the element is turned for the second step, so that doing it twice changes nothing; OpenCV's
 *   MORPH_CLOSE does not turn it, which makes no difference for symmetric elements
 * @example
 * const whole = close(mask, { element: disk(3) });
 */
export function close(picture: Picture, options: MorphologyOptions = {}): Picture {
  const { element = rectangle(3) } = options;
  return erode(dilate(picture, options), { ...options, element: turnedElement(element) });
}
