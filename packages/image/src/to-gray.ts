import { copyChannel } from './copy-channel.ts';
import { createPicture } from './create-picture.ts';
import type { Picture } from './picture.ts';
import { PictureError } from './picture-error.ts';
import { pictureStrides } from './picture-strides.ts';
import { dtypeOf, type PixelArray, type PixelArrayOf, type PixelDTypeOf } from './pixel-dtype.ts';

/**
 * Luma of a colour picture: `Y = 0.299 R + 0.587 G + 0.114 B`; alpha is kept.
 *
 * Integers use 16-bit weights, `(19595 R + 38470 G + 7471 B + 0x8000) >> 16`, so uint8 equals Pillow's `convert('L')` bit
 * for bit. Number format, layout and range stay. A gray picture comes back as a copy.
 *
 * @param picture `srgb` or `gray`
 * @returns one channel, or two where `picture` has alpha
 * @throws {PictureError} `color-space` for other colour spaces: luma is defined on gamma-coded red, green and blue
 * @source ITU-R BT.601-7, 2.5.1; Pillow, Convert.c, L24
 * @example
 * toGray(createPicture({ data: new Uint8Array([255, 0, 0]), width: 1, height: 1, channels: 3 })).data[0]; // 76
 */
export function toGray<D extends PixelArray>(picture: Picture<D>): Picture<PixelArrayOf<PixelDTypeOf<D>>>;
export function toGray(picture: Picture): Picture {
  const { width, height, layout, range, colorSpace, hasAlpha, data } = picture;
  if (colorSpace === 'gray') return createPicture({ ...picture, data: data.slice() });
  if (colorSpace !== 'srgb') {
    throw new PictureError('color-space', `toGray: expects an srgb picture, not ${colorSpace}; convert it first`, {
      colorSpace,
    });
  }
  const dtype = dtypeOf(data);
  const gray = createPicture({ dtype, width, height, channels: hasAlpha ? 2 : 1, layout, range });
  if (dtype === 'float32') floatLuma(picture, gray);
  else integerLuma(picture, gray);
  if (hasAlpha) copyChannel(picture, gray, { from: 3, to: 1 });
  return gray;
}

function floatLuma(from: Picture, to: Picture): void {
  const { pixel: step, channel } = pictureStrides(from);
  const { pixel: toStep } = pictureStrides(to);
  const source = from.data;
  const target = to.data;
  const pixels = from.width * from.height;
  for (let n = 0, i = 0, o = 0; n < pixels; n++, i += step, o += toStep) {
    target[o] = 0.299 * source[i]! + 0.587 * source[i + channel]! + 0.114 * source[i + 2 * channel]!;
  }
}

function integerLuma(from: Picture, to: Picture): void {
  const { pixel: step, channel } = pictureStrides(from);
  const { pixel: toStep } = pictureStrides(to);
  const source = from.data;
  const target = to.data;
  const pixels = from.width * from.height;
  for (let n = 0, i = 0, o = 0; n < pixels; n++, i += step, o += toStep) {
    // The weights add up to 65536, so that white stays white and 65535 * 65536 + 0x8000 still fits 32 unsigned bits.
    target[o] = (19595 * source[i]! + 38470 * source[i + channel]! + 7471 * source[i + 2 * channel]! + 0x8000) >>> 16;
  }
}
