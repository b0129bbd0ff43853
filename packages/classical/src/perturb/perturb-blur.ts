import { createPicture, type Picture } from '@cv/image';
import { gaussian } from '../smoothing/gaussian.ts';
import { type PerturbOptions, requirePerturbable } from './change-pixels.ts';

/** Standard deviation at full strength, as a part of the shorter side. */
const WIDEST = 1 / 20;

/** Pixels from which on the time should not grow with the standard deviation any more. */
const WIDE = 20;

/**
 * Puts a picture out of focus: a Gaussian with a standard deviation of `strength` times a twentieth of the shorter side; above 20 pixels
 * a recursive one, which is off by up to 0.1 % of the range.
 *
 * @param picture gray, `srgb` or `linear-rgb`; not changed. Alpha is smoothed too
 * @returns number format, layout and range stay
 * @throws {PictureError} `option` for a strength that is not from 0 to 1, `value` for NaN or infinite pixels, `color-space` for others
 * @example
 * const unsharp = perturbBlur(photo, { strength: 0.2 }); // 1 % of the shorter side
 */
export function perturbBlur(picture: Picture, { strength }: PerturbOptions): Picture {
  requirePerturbable('perturbBlur', picture, strength);
  const sigmaPx = strength * WIDEST * Math.min(picture.width, picture.height);
  if (sigmaPx === 0) return createPicture({ ...picture, data: picture.data.slice() });
  return gaussian(picture, { sigmaPx, method: sigmaPx > WIDE ? 'recursive' : 'fir' });
}
