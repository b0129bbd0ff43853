import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { requireFinite } from '../require-finite.ts';

/** How much to disturb. */
export interface PerturbOptions {
  /** 0 changes nothing, 1 is the worst. */
  readonly strength: number;
}

/** How much, and which random numbers. */
export interface RandomPerturbOptions extends PerturbOptions {
  /** The same seed disturbs the same way. Default 0. */
  readonly seed?: number | undefined;
}

/** A value as a part of the range (0 black, 1 white) becomes another. */
export type ChangeValue = (value: number, pixel: number) => number;

/**
 * Changes every colour, pixel by pixel and the channels of each in turn; alpha stays. Results are clipped to the range, integers rounded.
 *
 * @throws {PictureError} `option` for a strength that is not from 0 to 1, `value` for NaN or infinite pixels, `color-space` for spaces in which the
 *   values of a channel are no brightness
 */
export function changePixels(
  where: string,
  picture: Picture,
  { strength }: PerturbOptions,
  change: ChangeValue,
): Picture {
  requirePerturbable(where, picture, strength);
  const { data, width, height, channels, layout, range, hasAlpha } = picture;
  const out = emptyLike(data, data.length);
  if (strength === 0) {
    out.set(data);
    return createPicture({ ...picture, data: out });
  }
  const [low, high] = range;
  const whole = !(data instanceof Float32Array);
  const colors = channels - Number(hasAlpha);
  const [pixel, channel] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < colors; c++) {
      const at = i * pixel + c * channel;
      const part = change((data[at]! - low) / (high - low), i);
      const value = low + Math.min(1, Math.max(0, part)) * (high - low);
      out[at] = whole ? Math.round(value) : value;
    }
    if (hasAlpha) out[i * pixel + colors * channel] = data[i * pixel + colors * channel]!;
  }
  return createPicture({ ...picture, data: out });
}

/** @throws {PictureError} see {@link changePixels} */
export function requirePerturbable(where: string, picture: Picture, strength: number): void {
  if (!(strength >= 0 && strength <= 1)) {
    throw new PictureError('option', `${where}: strength must be from 0 to 1, not ${String(strength)}`, { strength });
  }
  const { colorSpace } = picture;
  if (colorSpace !== 'gray' && colorSpace !== 'srgb' && colorSpace !== 'linear-rgb') {
    const message = `${where}: expects gray, srgb or linear-rgb, not ${colorSpace}; use convertColor first`;
    throw new PictureError('color-space', message, { colorSpace });
  }
  requireFinite(where, picture);
}
