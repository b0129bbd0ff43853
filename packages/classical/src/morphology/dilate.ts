import { createPicture, type Picture } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { asGrid } from '../pixel-grid.ts';
import { extremePlane } from './extreme-plane.ts';
import { type MorphologyOptions, settleMorphology } from './morphology-options.ts';

/**
 * The largest value under the structuring element, which is not turned: bright things grow, dark ones shrink.
 *
 * @param picture any picture, masks too; not changed. Channels do not mix. NaN spreads to all pixels whose element covers it
 * @param options `border`: by default pixels beyond the edges do not count, as in OpenCV and scikit-image
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for an unknown border
 * @source OpenCV dilate; skimage.morphology.dilation with mode `ignore` for elements of odd size
 * @example
 * const thick = dilate(mask, { element: disk(2) });
 */
export function dilate(picture: Picture, options: MorphologyOptions = {}): Picture {
  const least = picture.data instanceof Float32Array ? Number.NEGATIVE_INFINITY : 0;
  const { element, ...beyond } = settleMorphology('dilate', options, least);
  const data = emptyLike(picture.data, picture.data.length);
  extremePlane(asGrid(picture), element, { which: 'most', ...beyond }, data);
  return createPicture({ ...picture, data });
}
