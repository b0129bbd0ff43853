import type { Picture } from '@cv/image';
import { RandomSource } from '../random/random-source.ts';
import { changePixels, type RandomPerturbOptions } from './change-pixels.ts';

/**
 * Counts photons: every value becomes a random number of the Poisson distribution, with `1 / strength^2` photons for white, so that white varies by
 * `strength` of the range, darker values by less. That of little light.
 *
 * @param picture gray, `srgb` or `linear-rgb` (in which it is physics); not changed. Alpha stays
 * @returns number format, layout and range stay; what leaves the range is clipped, integers are rounded
 * @throws {PictureError} `option` for a strength that is not from 0 to 1 or a seed that is none, `value` for NaN or infinite pixels, `color-space` for others
 * @source `skimage.util.random_noise(mode='poisson')`, which has as many photons as there are levels
 * @example
 * const dim = perturbPoissonNoise(photo, { strength: 0.2 }); // 25 photons for white
 */
export function perturbPoissonNoise(picture: Picture, options: RandomPerturbOptions): Picture {
  const random = new RandomSource('perturbPoissonNoise', options.seed ?? 0);
  const photons = 1 / options.strength ** 2;
  return changePixels('perturbPoissonNoise', picture, options, (value) => poisson(value * photons, random) / photons);
}

/** From here on the normal distribution is close enough. */
const MANY = 50;

function poisson(mean: number, random: RandomSource): number {
  if (!(mean > 0)) return 0;
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const end = Math.exp(-mean); // Knuth: how many random numbers it takes until their product is smaller
  let count = -1;
  for (let product = 1; product > end; count++) product *= random.uniform();
  return count;
}
