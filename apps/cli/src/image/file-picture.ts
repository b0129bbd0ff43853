import { extname } from 'node:path';
import { convertPicture, createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';

/**
 * A picture as a file can hold it: its range becomes [0, 255], or [0, 65535] for uint16 in a PNG or TIFF file; what lies outside saturates.
 * So masks become black and white, and of what has a sign 0 becomes mid grey. The channels of other colour spaces are written as they are,
 * as if they were red, green and blue.
 *
 * @throws {PictureError} `value` where a pixel is not a number
 */
export function filePicture(picture: Picture, path: string): Picture {
  if (picture.colorSpace === 'lab') {
    throw new OptionError('cv image: files cannot hold lab, whose numbers have a sign; convert it to srgb first', {});
  }
  const wide = picture.data instanceof Uint16Array && /^\.(png|tiff?)$/i.test(extname(path));
  const fitting = wide
    ? convertPicture(picture, { range: [0, 65535] })
    : convertPicture(picture, { dtype: 'uint8', range: [0, 255] });
  return fitting.colorSpace === 'gray' ? fitting : createPicture({ ...fitting, colorSpace: 'srgb' });
}
