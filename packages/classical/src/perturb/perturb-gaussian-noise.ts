import type { Picture } from '@cv/image';
import { RandomSource } from '../random/random-source.ts';
import { changePixels, type RandomPerturbOptions } from './change-pixels.ts';

/**
 * Adds noise of the normal distribution to every value: that of a sensor and its amplifier. Its standard deviation is `strength` times the range.
 *
 * @param picture gray, `srgb` or `linear-rgb`; not changed. Alpha stays
 * @returns number format, layout and range stay; what leaves the range is clipped, integers are rounded
 * @throws {PictureError} `option` for a strength that is not from 0 to 1 or a seed that is none, `value` for NaN or infinite pixels, `color-space` for others
 * @source `skimage.util.random_noise(mode='gaussian', var=strength ** 2)`
 * @example
 * const noisy = perturbGaussianNoise(photo, { strength: 0.1, seed: 7 });
 */
export function perturbGaussianNoise(picture: Picture, options: RandomPerturbOptions): Picture {
  const random = new RandomSource('perturbGaussianNoise', options.seed ?? 0);
  const { strength } = options;
  return changePixels('perturbGaussianNoise', picture, options, (value) => value + strength * random.normal());
}
