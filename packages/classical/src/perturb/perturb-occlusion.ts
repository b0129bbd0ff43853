import type { Picture } from '@cv/image';
import { RandomSource } from '../random/random-source.ts';
import { changePixels, type RandomPerturbOptions, requirePerturbable } from './change-pixels.ts';

/**
 * Hides a rectangle somewhere in the picture behind mid gray. It has the proportions of the picture and `strength` of its area.
 *
 * @param picture gray, `srgb` or `linear-rgb`; not changed. Alpha stays
 * @returns number format, layout and range stay
 * @throws {PictureError} `option` for a strength that is not from 0 to 1 or a seed that is none, `value` for NaN or infinite pixels, `color-space` for others
 * @source DeVries, Taylor 2017: Improved regularization of convolutional neural networks with cutout
 * @example
 * const hidden = perturbOcclusion(photo, { strength: 0.25, seed: 3 });
 */
export function perturbOcclusion(picture: Picture, options: RandomPerturbOptions): Picture {
  const { strength, seed = 0 } = options;
  requirePerturbable('perturbOcclusion', picture, strength);
  const random = new RandomSource('perturbOcclusion', seed);
  const { width, height } = picture;
  const across = Math.round(width * Math.sqrt(strength));
  const down = Math.round(height * Math.sqrt(strength));
  const left = random.below(width - across + 1);
  const top = random.below(height - down + 1);
  return changePixels('perturbOcclusion', picture, options, (value, pixel) => {
    const x = (pixel % width) - left;
    const y = Math.trunc(pixel / width) - top;
    return x >= 0 && x < across && y >= 0 && y < down ? 0.5 : value;
  });
}
