import { createPicture, type Picture } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { asGrid } from '../pixel-grid.ts';
import { pixelLimit } from '../pixel-limit.ts';
import { extremePlane } from './extreme-plane.ts';
import { type MorphologyOptions, settleMorphology } from './morphology-options.ts';

/**
 * The smallest value under the structuring element: bright things shrink, dark ones grow; a mask loses its rim.
 *
 * @param picture any picture, masks too; not changed. Channels do not mix. NaN spreads to all pixels whose element covers it
 * @param options `border`: by default pixels beyond the edges do not count, as in OpenCV and scikit-image
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for an unknown border
 * @source OpenCV erode; skimage.morphology.erosion with mode `ignore` for elements of odd size
 * @example
 * const thin = erode(mask, { element: disk(2) });
 */
export function erode(picture: Picture, options: MorphologyOptions = {}): Picture {
  const most = pixelLimit(picture.data);
  const { element, ...beyond } = settleMorphology('erode', options, most);
  const data = emptyLike(picture.data, picture.data.length);
  extremePlane(asGrid(picture), element, { which: 'least', ...beyond }, data);
  return createPicture({ ...picture, data });
}
