import { copyChannel } from './copy-channel.ts';
import { createPicture } from './create-picture.ts';
import type { ChannelCount, Picture } from './picture.ts';
import { PictureError } from './picture-error.ts';
import { pictureStrides } from './picture-strides.ts';
import { dtypeOf, type PixelArray, type PixelArrayOf, type PixelDTypeOf } from './pixel-dtype.ts';

/** How to drop alpha. */
export interface DropAlphaOptions {
  /** Colour to lay the picture on: one value for all channels or one each, in the picture's `range`. */
  readonly background?: number | readonly number[] | undefined;
}

/**
 * Removes the alpha channel. With a `background` the picture is laid on it, `y = b + (x - b) * a`, in the values as stored
 * (as browsers do); without one the colour channels stay as they are (as Pillow's `convert('RGB')` does).
 *
 * @param picture any picture; one without alpha comes back as a copy
 * @param options `background` in the picture's own range: 255 is white for uint8, 1 for float32 [0, 1]
 * @returns one channel less; number format, layout, range and colour space stay
 * @throws {PictureError} `background` when the number of values differs from the colour channels or lies outside `range`
 * @source T. Porter, T. Duff: Compositing digital images, 1984, operator "over" on an opaque background
 * @example
 * const onWhite = dropAlpha(logo, { background: 255 });
 */
export function dropAlpha<D extends PixelArray>(
  picture: Picture<D>,
  options?: DropAlphaOptions,
): Picture<PixelArrayOf<PixelDTypeOf<D>>>;
export function dropAlpha(picture: Picture, { background }: DropAlphaOptions = {}): Picture {
  const { width, height, layout, range, colorSpace, data } = picture;
  const colors = picture.hasAlpha ? picture.channels - 1 : picture.channels;
  const values = background === undefined ? undefined : checkedBackground(background, colors, picture);
  if (!picture.hasAlpha) return createPicture({ ...picture, data: data.slice() });
  const channels: ChannelCount = colors === 1 ? 1 : 3;
  const result = createPicture({ dtype: dtypeOf(data), width, height, channels, layout, range, colorSpace });
  for (let channel = 0; channel < colors; channel++) {
    if (values === undefined) copyChannel(picture, result, { from: channel, to: channel });
    else blendChannel(picture, result, { channel, background: values[channel]! });
  }
  return result;
}

function blendChannel(
  from: Picture,
  to: Picture,
  { channel, background }: { readonly channel: number; readonly background: number },
): void {
  const source = pictureStrides(from);
  const target = pictureStrides(to);
  const pixels = from.width * from.height;
  const [low, high] = from.range;
  const half = dtypeOf(to.data) === 'float32' ? 0 : 0.5; // typed arrays of integers cut off: + 0.5 rounds to nearest
  const toAlpha = (to.channels - channel) * source.channel;
  let i = channel * source.channel;
  let o = channel * target.channel;
  for (let pixel = 0; pixel < pixels; pixel++, i += source.pixel, o += target.pixel) {
    const alpha = Math.min(1, Math.max(0, (from.data[i + toAlpha]! - low) / (high - low)));
    to.data[o] = background + (from.data[i]! - background) * alpha + half;
  }
}

function checkedBackground(
  background: number | readonly number[],
  colors: number,
  { range: [low, high] }: Picture,
): readonly number[] {
  const values = typeof background === 'number' ? Array.from({ length: colors }, () => background) : background;
  if (values.length !== colors) {
    throw new PictureError('background', `dropAlpha: background needs ${colors} values, not ${values.length}`, {
      background,
      expected: colors,
    });
  }
  if (!values.every((value) => value >= low && value <= high)) {
    throw new PictureError(
      'background',
      `dropAlpha: background [${values.join(', ')}] lies outside the range [${low}, ${high}]`,
      {
        background,
        range: [low, high],
      },
    );
  }
  return values;
}
