import { convertPicture, createPicture, type Picture, PictureError } from '@cv/image';
import { reconstruct } from '../morphology/reconstruct.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';

/**
 * The peaks that rise by at least `h` above the way to any higher one: `picture - reconstruct(picture - h) >= h`.
 *
 * @param picture one channel
 * @param h in the units of the picture, above 0
 * @returns a mask: uint8, 1 on peaks, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when `h` is not a number above 0
 * @source Soille 2003: Morphological image analysis, 6.3.4; skimage.morphology.h_maxima
 * @example
 * const { labels } = connectedComponents(hMaxima(distanceTransform(mask), 2)); // a marker for each shape
 */
export function hMaxima(picture: Picture, h: number): Picture<Uint8Array> {
  requireGray('hMaxima', picture);
  requireFinite('hMaxima', picture);
  if (!(Number.isFinite(h) && h > 0)) {
    throw new PictureError('option', `hMaxima: h must be above 0, not ${h}`, { h });
  }
  const { width, height } = picture;
  const limit = convertPicture(picture, { dtype: 'float32' });
  const whole = !(picture.data instanceof Float32Array); // whole numbers end at 0, as in scikit-image
  const seed = limit.data.map((value) => (whole ? Math.max(0, value - h) : value - h));
  const filled = reconstruct(createPicture({ ...limit, data: seed }), limit).data;
  const data = Uint8Array.from(limit.data, (value, i) => Number(value - filled[i]! >= h * (1 - 1e-6)));
  return createPicture({ data, width, height, channels: 1, range: [0, 1] });
}
