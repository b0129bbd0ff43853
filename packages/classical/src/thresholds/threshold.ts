import { createPicture, type Picture, PictureError } from '@cv/image';
import { requireGray } from '../require-gray.ts';
import { markBytes } from './mark-bytes.ts';

/**
 * Tells which pixels are brighter than a threshold.
 *
 * @param picture one channel; NaN is never brighter
 * @param level a number in the units of the picture, or a picture of the same size with a threshold for each pixel
 * @returns a mask: uint8, 1 where the pixel is larger, else 0, range [0, 1]
 * @throws {PictureError} `channels` for more than one channel, `size` when a picture of thresholds has another size, `option` when a number is NaN
 * @example
 * const mask = threshold(gray, 128);
 * const text = threshold(page, sauvola(page, { windowPx: 25 }));
 */
export function threshold(picture: Picture, level: number | Picture): Picture<Uint8Array> {
  requireGray('threshold', picture);
  const { width, height } = picture;
  const data = typeof level === 'number' ? aboveLevel(picture, level) : aboveLevels(picture, level);
  return createPicture({ data, width, height, channels: 1, range: [0, 1] });
}

function aboveLevel({ data }: Picture, level: number): Uint8Array {
  if (Number.isNaN(level)) throw new PictureError('option', 'threshold: level is NaN, expected a number');
  if (data instanceof Uint8Array) return markBytes(data, level);
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < mask.length; i++) mask[i] = data[i]! > level ? 1 : 0;
  return mask;
}

function aboveLevels({ data, width, height }: Picture, level: Picture): Uint8Array {
  requireGray('threshold', level);
  if (level.width !== width || level.height !== height) {
    const sizes = `${level.width} x ${level.height} thresholds for ${width} x ${height} pixels`;
    throw new PictureError('size', `threshold: ${sizes}; both must have one size`, { width, height });
  }
  const levels = level.data;
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < mask.length; i++) mask[i] = data[i]! > levels[i]! ? 1 : 0;
  return mask;
}
