import { createPicture } from './create-picture.ts';
import type { Picture, PictureLayout } from './picture.ts';
import { PictureError } from './picture-error.ts';
import { pictureStrides } from './picture-strides.ts';
import { dtypeOf, type PixelArray, type PixelArrayOf, type PixelDType, pixelDTypes } from './pixel-dtype.ts';

/** What to change; what is left out stays as it is. */
export interface ConvertOptions<T extends PixelDType = PixelDType> {
  readonly dtype?: T | undefined;
  readonly layout?: PictureLayout | undefined;
  /** Rescales: the old `range` is mapped onto this one. */
  readonly range?: readonly [number, number] | undefined;
}

/**
 * Changes number format, layout or range of a picture: `y = low' + (x - low) * (high' - low') / (high - low)`.
 *
 * Values are rescaled only when `range` is given. Without it a change of number format keeps every value, and is refused
 * where values would not survive: float32 to integers always needs a `range`, uint16 [0, 65535] does not fit uint8.
 * Integers are rounded to nearest (halves up) and saturate at the limits of the number format.
 *
 * @param picture any picture; not changed
 * @returns a picture with its own data, also when nothing had to change
 * @throws {PictureError} `range`, `dtype` where the values would not fit; `value` when NaN has to become an integer;
 *   `color-space` when a `lab` picture would be rescaled
 * @example
 * const unit = convertPicture(photo, { dtype: 'float32', range: [0, 1] }); // like x / 255
 * const planes = convertPicture(photo, { layout: 'planar' });
 */
export function convertPicture<T extends PixelDType>(
  picture: Picture,
  options: ConvertOptions<T> & { readonly dtype: T },
): Picture<PixelArrayOf<T>>;
export function convertPicture<D extends PixelArray>(
  picture: Picture<D>,
  options: ConvertOptions & { readonly dtype?: undefined },
): Picture<D>;
export function convertPicture(picture: Picture, options: ConvertOptions): Picture;
export function convertPicture(picture: Picture, options: ConvertOptions): Picture {
  const from = dtypeOf(picture.data);
  const { dtype = from, layout = picture.layout, range = picture.range } = options;
  if (options.range === undefined && from === 'float32' && dtype !== 'float32') {
    const [low, high] = picture.range;
    throw new PictureError(
      'range',
      `convertPicture: float32 [${low}, ${high}] to ${dtype} would lose fractions; say which range the integers shall have, for example range: [0, 255]`,
      { from, dtype, range: picture.range },
    );
  }
  const { width, height, channels, colorSpace } = picture;
  const result = createPicture({ dtype, width, height, channels, layout, colorSpace, range });
  const same = range[0] === picture.range[0] && range[1] === picture.range[1];
  if (layout === picture.layout && same && (from === dtype || dtype === 'float32')) result.data.set(picture.data);
  else copyChannels(picture, result);
  return result;
}

function copyChannels(from: Picture, to: Picture): void {
  const source = pictureStrides(from);
  const target = pictureStrides(to);
  const pixels = from.width * from.height;
  const limits = pixelDTypes[dtypeOf(to.data)].limits;
  for (let channel = 0; channel < from.channels; channel++) {
    const run = {
      pixels,
      from: channel * source.channel,
      fromStep: source.pixel,
      to: channel * target.channel,
      toStep: target.pixel,
    };
    if (limits === null) copyAsFloats(from, to, run);
    else copyAsIntegers(from, to, run, limits);
  }
}

/** One channel of one picture: where it starts in each array and how far its pixels are apart. */
interface ChannelRun {
  readonly pixels: number;
  readonly from: number;
  readonly fromStep: number;
  readonly to: number;
  readonly toStep: number;
}

function copyAsFloats(from: Picture, to: Picture, run: ChannelRun): void {
  const source = from.data;
  const target = to.data;
  const { pixels, fromStep, toStep } = run;
  const [low, high] = from.range;
  const [newLow, newHigh] = to.range;
  const span = high - low;
  const newSpan = newHigh - newLow;
  // An unchanged range must not touch a bit of the value (0.1 - low + low is not always 0.1).
  const rescale = low !== newLow || high !== newHigh;
  for (let pixel = 0, i = run.from, o = run.to; pixel < pixels; pixel++, i += fromStep, o += toStep) {
    const value = source[i]!;
    target[o] = rescale ? newLow + ((value - low) * newSpan) / span : value;
  }
}

function copyAsIntegers(from: Picture, to: Picture, run: ChannelRun, limits: readonly [number, number]): void {
  const source = from.data;
  const target = to.data;
  const { pixels, fromStep, toStep } = run;
  const [low, high] = from.range;
  const [newLow, newHigh] = to.range;
  const span = high - low;
  const newSpan = newHigh - newLow;
  const [least, most] = limits;
  for (let pixel = 0, i = run.from, o = run.to; pixel < pixels; pixel++, i += fromStep, o += toStep) {
    const value = Math.floor(newLow + ((source[i]! - low) * newSpan) / span + 0.5);
    if (Number.isNaN(value)) throw notANumber(i, to);
    target[o] = Math.min(most, Math.max(least, value));
  }
}

function notANumber(index: number, to: Picture): PictureError {
  const dtype = dtypeOf(to.data);
  return new PictureError(
    'value',
    `convertPicture: value ${index} is not a number and has no place in ${dtype}; replace it first`,
    { index, dtype },
  );
}
