import { createPicture, type Picture, PictureError } from '@cv/image';
import { filterSeparable } from '../filters/filter-separable.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { box } from '../smoothing/box.ts';
import { gaussian } from '../smoothing/gaussian.ts';
import { gaussianWeights } from '../smoothing/gaussian-weights.ts';
import { requireWindow } from './require-window.ts';

/** What a pixel is compared with. */
export interface AdaptiveThresholdOptions {
  /** Odd side of the square window, pixels. Default 15. */
  readonly windowPx?: number | undefined;
  /** How the pixels of the window are averaged: all alike, or those nearby more. Default `gaussian`. */
  readonly method?: 'mean' | 'gaussian' | undefined;
  /** Subtracted from the average, in the units of the picture. Default 0. */
  readonly offset?: number | undefined;
  /**
   * `skimage`: averages in floating point, edges reflected, `sigma = (windowPx - 1) / 6` cut off at 4 sigma. `opencv`: uint8 only, averages
   * rounded to whole numbers, edges repeated, `sigma = 0.15 windowPx + 0.35` cut off by the window. Default `skimage`.
   */
  readonly preset?: 'skimage' | 'opencv' | undefined;
}

/**
 * A threshold for each pixel: the average of its neighbourhood less an offset.
 *
 * @param picture one channel
 * @returns a threshold for each pixel, float32; {@link threshold} takes it
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` for a window, method, offset or preset that is not one, `dtype` when the preset
 *   `opencv` gets another number format than uint8
 * @source skimage.filters.threshold_local; OpenCV adaptiveThreshold with THRESH_BINARY, whose C is `offset`
 * @example
 * const text = threshold(page, adaptiveThreshold(page, { windowPx: 35, offset: 10 }));
 */
export function adaptiveThreshold(
  picture: Picture,
  { windowPx = 15, method = 'gaussian', offset = 0, preset = 'skimage' }: AdaptiveThresholdOptions = {},
): Picture<Float32Array> {
  requireGray('adaptiveThreshold', picture);
  requireFinite('adaptiveThreshold', picture);
  requireWindow('adaptiveThreshold', windowPx);
  requireOneOf('method', method, ['mean', 'gaussian']);
  requireOneOf('preset', preset, ['skimage', 'opencv']);
  if (!Number.isFinite(offset)) {
    throw new PictureError('option', `adaptiveThreshold: offset must be a finite number, not ${offset}`, { offset });
  }
  if (preset === 'opencv' && !(picture.data instanceof Uint8Array)) {
    throw new PictureError('dtype', "adaptiveThreshold: the preset 'opencv' takes uint8 pictures only");
  }
  const means = preset === 'opencv' ? roundedMeans(picture, windowPx, method) : smoothMeans(picture, windowPx, method);
  const less = preset === 'opencv' ? Math.ceil(offset) : offset;
  const data = means instanceof Float32Array ? means : new Float32Array(means.length);
  for (let i = 0; i < data.length; i++) data[i] = means[i]! - less;
  return createPicture({ ...picture, data });
}

function smoothMeans(picture: Picture, windowPx: number, method: 'mean' | 'gaussian'): ArrayLike<number> {
  if (method === 'mean') return box(picture, { size: windowPx, border: 'reflect', output: 'float32' }).data;
  return gaussian(picture, { sigmaPx: (windowPx - 1) / 6, border: 'reflect', output: 'float32' }).data;
}

function roundedMeans(picture: Picture, windowPx: number, method: 'mean' | 'gaussian'): ArrayLike<number> {
  if (method === 'mean') return box(picture, { size: windowPx, border: 'nearest' }).data;
  const weights = opencvWeights(windowPx);
  return filterSeparable(picture, { across: weights, down: weights, border: 'nearest' }).data;
}

/** OpenCV has binomial weights for its smallest windows. */
const smallWindows: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  3: [0.25, 0.5, 0.25],
  5: [0.0625, 0.25, 0.375, 0.25, 0.0625],
  7: [0.03125, 0.109375, 0.21875, 0.28125, 0.21875, 0.109375, 0.03125],
  9: [4, 13, 30, 51, 60, 51, 30, 13, 4].map((weight) => weight / 256),
};

/** @source OpenCV 5, getGaussianKernel with sigma 0; 4 has no table for 9 */
function opencvWeights(windowPx: number): ArrayLike<number> {
  return smallWindows[windowPx] ?? gaussianWeights(0.3 * ((windowPx - 1) * 0.5 - 1) + 0.8, windowPx >> 1);
}

function requireOneOf(name: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  throw new PictureError('option', `adaptiveThreshold: ${name} must be one of ${known.join(', ')}, not ${value}`, {
    [name]: value,
  });
}
