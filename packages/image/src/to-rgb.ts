import { copyChannel } from './copy-channel.ts';
import { createPicture } from './create-picture.ts';
import type { Picture } from './picture.ts';
import { PictureError } from './picture-error.ts';
import { dtypeOf, type PixelArray, type PixelArrayOf, type PixelDTypeOf } from './pixel-dtype.ts';

/**
 * Repeats the gray channel as red, green and blue; alpha is kept. An `srgb` picture comes back as a copy.
 *
 * @param picture `gray` or `srgb`
 * @returns three channels, or four where `picture` has alpha; number format, layout and range stay
 * @throws {PictureError} `color-space` for other colour spaces: those need a colour conversion
 * @example
 * toRgb(createPicture({ data: new Uint8Array([7]), width: 1, height: 1, channels: 1 })).data; // 7, 7, 7
 */
export function toRgb<D extends PixelArray>(picture: Picture<D>): Picture<PixelArrayOf<PixelDTypeOf<D>>>;
export function toRgb(picture: Picture): Picture {
  const { width, height, layout, range, colorSpace, hasAlpha, data } = picture;
  if (colorSpace === 'srgb') return createPicture({ ...picture, data: data.slice() });
  if (colorSpace !== 'gray') {
    throw new PictureError('color-space', `toRgb: expects a gray picture, not ${colorSpace}; convert it first`, {
      colorSpace,
    });
  }
  const rgb = createPicture({ dtype: dtypeOf(data), width, height, channels: hasAlpha ? 4 : 3, layout, range });
  for (let channel = 0; channel < rgb.channels; channel++) {
    copyChannel(picture, rgb, { from: channel === 3 ? 1 : 0, to: channel });
  }
  return rgb;
}
