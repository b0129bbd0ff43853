import type { Picture } from '@cv/image';
import { changePixels, type PerturbOptions } from './change-pixels.ts';

/**
 * Takes contrast away: values come closer to mid gray, all the way at strength 1. As fog does.
 *
 * @param picture gray, `srgb` or `linear-rgb`; not changed. Alpha stays
 * @returns number format, layout and range stay; integers are rounded
 * @throws {PictureError} `option` for a strength that is not from 0 to 1, `value` for NaN or infinite pixels, `color-space` for others
 * @example
 * const foggy = perturbContrast(photo, { strength: 0.7 });
 */
export function perturbContrast(picture: Picture, options: PerturbOptions): Picture {
  const { strength } = options;
  return changePixels('perturbContrast', picture, options, (value) => 0.5 + (value - 0.5) * (1 - strength));
}
