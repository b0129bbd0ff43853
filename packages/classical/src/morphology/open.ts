import type { Picture } from '@cv/image';
import { dilate } from './dilate.ts';
import { erode } from './erode.ts';
import type { MorphologyOptions } from './morphology-options.ts';
import { rectangle } from './structuring-element.ts';
import { turnedElement } from './turned-element.ts';

/**
 * Erosion, then dilation: bright things that the element does not fit into disappear, all others keep their size.
 *
 * @param picture any picture, masks too; not changed
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} as `erode`
 * @source skimage.morphology.opening with mode `ignore`: the element is turned for the second step, so that doing it twice changes nothing; OpenCV's
 *   MORPH_OPEN does not turn it, which makes no difference for symmetric elements
 * @example
 * const clean = open(mask, { element: disk(3) });
 */
export function open(picture: Picture, options: MorphologyOptions = {}): Picture {
  const { element = rectangle(3) } = options;
  return dilate(erode(picture, options), { ...options, element: turnedElement(element) });
}
