import type { Picture } from '@cv/image';
import { RandomSource } from '../random/random-source.ts';
import { changePixels, type RandomPerturbOptions } from './change-pixels.ts';

/**
 * Makes pixels black or white, a part of `strength` of them, half of these each: broken cells and lost bits. All channels of a pixel share their fate.
 *
 * @param picture gray, `srgb` or `linear-rgb`; not changed. Alpha stays
 * @returns number format, layout and range stay
 * @throws {PictureError} `option` for a strength that is not from 0 to 1 or a seed that is none, `value` for NaN or infinite pixels, `color-space` for others
 * @source `skimage.util.random_noise(mode='s&p')`, which draws for each channel
 * @example
 * const speckled = perturbSaltAndPepper(photo, { strength: 0.05 });
 */
export function perturbSaltAndPepper(picture: Picture, options: RandomPerturbOptions): Picture {
  const random = new RandomSource('perturbSaltAndPepper', options.seed ?? 0);
  const { strength } = options;
  let seen = -1;
  let fate: number | undefined;
  return changePixels('perturbSaltAndPepper', picture, options, (value, pixel) => {
    if (pixel !== seen) {
      seen = pixel;
      const drawn = random.uniform();
      fate = drawn >= strength ? undefined : Number(drawn < strength / 2);
    }
    return fate ?? value;
  });
}
