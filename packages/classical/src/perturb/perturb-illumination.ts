import { type Picture, PictureError } from '@cv/image';
import { changePixels, type PerturbOptions } from './change-pixels.ts';

/** Where the shadow falls. */
export interface PerturbIlluminationOptions extends PerturbOptions {
  /** Direction in which it gets darker, radians from the right, clockwise as rows go down. Default 0. */
  readonly angleRad?: number | undefined;
}

/**
 * Lights a picture from one side: values are multiplied by 1 at one end to `1 - strength` at the other, evenly in between. A threshold for the whole
 * picture then no longer fits.
 *
 * @param picture gray, `srgb` or `linear-rgb`; not changed. Alpha stays
 * @returns number format, layout and range stay; integers are rounded
 * @throws {PictureError} `option` for a strength that is not from 0 to 1 or an angle that is not finite, `value` for NaN or infinite pixels, `color-space`
 *   for others
 * @example
 * const shaded = perturbIllumination(photo, { strength: 0.8, angleRad: Math.PI / 2 }); // dark at the bottom
 */
export function perturbIllumination(picture: Picture, options: PerturbIlluminationOptions): Picture {
  const { angleRad = 0, strength } = options;
  if (!Number.isFinite(angleRad)) {
    throw new PictureError('option', `perturbIllumination: angleRad must be a finite number, not ${angleRad}`, {
      angleRad,
    });
  }
  const { width, height } = picture;
  const across = Math.cos(angleRad);
  const down = Math.sin(angleRad);
  const begin = Math.min(0, across * (width - 1)) + Math.min(0, down * (height - 1));
  const length = Math.abs(across) * (width - 1) + Math.abs(down) * (height - 1);
  const slope = length > 0 ? strength / length : 0;
  return changePixels('perturbIllumination', picture, options, (value, pixel) => {
    const x = pixel % width;
    const y = (pixel - x) / width;
    return value * (1 - slope * (across * x + down * y - begin));
  });
}
