import { convertPicture, createPicture, dtypeOf, type Picture } from '@cv/image';
import { emptyLike } from '../empty-like.ts';

/** How a picture with alpha is averaged: with its colours weighted by their opacity, so that invisible ones do not show. */
export interface Premultiplied {
  /** Colours times opacity. */
  readonly picture: Picture;
  /** Turns a resized picture back, in the number format that came in. */
  readonly restore: (picture: Picture) => Picture;
}

/**
 * Prepares a picture with alpha for averaging. uint8 [0, 255] is premultiplied in uint8 as Pillow does it, everything else
 * in float32.
 */
export function premultiplied(picture: Picture): Premultiplied {
  const { data, range } = picture;
  const [low, high] = range;
  if (data instanceof Uint8Array && low === 0 && high === 255) {
    return { picture: mapColors(picture, multiply255), restore: (resized) => mapColors(resized, divide255) };
  }
  const floats = convertPicture(picture, { dtype: 'float32' });
  const opacity = (alpha: number): number => (alpha - low) / (high - low);
  const divide = (color: number, alpha: number): number => (alpha > low ? low + color / opacity(alpha) : low);
  return {
    picture: mapColors(floats, (color, alpha) => (color - low) * opacity(alpha)),
    restore: (resized) => convertPicture(mapColors(resized, divide), { dtype: dtypeOf(data), range }),
  };
}

/** @source Pillow, ImagingUtils.h, MULDIV255: color * alpha / 255, rounded */
function multiply255(color: number, alpha: number): number {
  const product = color * alpha + 128;
  return ((product >> 8) + product) >> 8;
}

/** @source Pillow, Convert.c, rgbA2rgba: what is invisible keeps its number */
function divide255(color: number, alpha: number): number {
  return alpha === 0 || alpha === 255 ? color : Math.min(255, Math.trunc((255 * color) / alpha));
}

function mapColors(picture: Picture, change: (color: number, alpha: number) => number): Picture {
  const { data, width, height, channels } = picture;
  const [pixelStep, channelStep] = picture.layout === 'interleaved' ? [channels, 1] : [1, width * height];
  const out = emptyLike(data, data.length);
  const toAlpha = (channels - 1) * channelStep;
  for (let pixel = 0, at = 0; pixel < width * height; pixel++, at += pixelStep) {
    const alpha = data[at + toAlpha]!;
    for (let to = 0; to < toAlpha; to += channelStep) out[at + to] = change(data[at + to]!, alpha);
    out[at + toAlpha] = alpha;
  }
  return createPicture({ ...picture, data: out });
}
