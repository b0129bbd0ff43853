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
    return { picture: changeBytes(picture, multiplyBytes), restore: (resized) => changeBytes(resized, divideBytes) };
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
function multiplyBytes(colors: Uint8Array, alphas: Uint8Array, [color, alpha, step]: Steps): void {
  for (; color < colors.length && alpha < alphas.length; color += step, alpha += step) {
    const product = colors[color]! * alphas[alpha]! + 128;
    colors[color] = ((product >> 8) + product) >> 8;
  }
}

/** @source Pillow, Convert.c, rgbA2rgba: what is invisible keeps its number */
function divideBytes(colors: Uint8Array, alphas: Uint8Array, [color, alpha, step]: Steps): void {
  for (; color < colors.length && alpha < alphas.length; color += step, alpha += step) {
    const opacity = alphas[alpha]!;
    if (opacity === 0 || opacity === 255) continue;
    const value = ((255 * colors[color]!) / opacity) | 0;
    colors[color] = Math.min(value, 255);
  }
}

/** Where the first colour and its alpha are, and how far the next. */
type Steps = readonly [color: number, alpha: number, step: number];

function changeBytes(picture: Picture, change: typeof multiplyBytes): Picture {
  const data = picture.data.slice() as Uint8Array;
  const { width, height, channels } = picture;
  const area = width * height;
  const alphas = picture.layout === 'interleaved' ? data : data.subarray((channels - 1) * area);
  for (let channel = 0; channel < channels - 1; channel++) {
    if (picture.layout === 'interleaved') change(data, alphas, [channel, channels - 1, channels]);
    else change(data.subarray(channel * area, (channel + 1) * area), alphas, [0, 0, 1]);
  }
  return createPicture({ ...picture, data });
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
