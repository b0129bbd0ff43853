import { createPicture, type Picture } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { asGrid } from '../pixel-grid.ts';
import { extremePlane } from './extreme-plane.ts';
import { type MorphologyOptions, settleMorphology } from './morphology-options.ts';
import type { StructuringElement } from './structuring-element.ts';

/**
 * The largest value under the structuring element, which is turned by 180 degrees, so that a single bright pixel becomes the element: bright
 * things grow, dark ones shrink.
 *
 * @param picture any picture, masks too; not changed. Channels do not mix. NaN spreads to all pixels whose element covers it
 * @param options `border`: by default pixels beyond the edges do not count, as in OpenCV and scikit-image
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for an unknown border
 * @source skimage.morphology.dilation for elements of odd size; OpenCV dilate, which does not turn the element
 * @example
 * const thick = dilate(mask, { element: disk(2) });
 */
export function dilate(picture: Picture, options: MorphologyOptions = {}): Picture {
  const least = picture.data instanceof Float32Array ? Number.NEGATIVE_INFINITY : 0;
  const { element, ...beyond } = settleMorphology('dilate', options, least);
  const data = emptyLike(picture.data, picture.data.length);
  extremePlane(asGrid(picture), turned(element), { which: 'most', ...beyond }, data);
  return createPicture({ ...picture, data });
}

/** By 180 degrees about the anchor: an element of even size gets a row and column of 0, so that its anchor stays. */
function turned({ width, height, mask }: StructuringElement): StructuringElement {
  const [wide, high] = [width | 1, height | 1];
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[(high - 1 - y) * wide + wide - 1 - x] = mask[y * width + x]!;
  }
  return { width: wide, height: high, mask: out };
}
