import { type Picture, PictureError } from '@cv/image';
import type { FilterOptions } from './filter-options.ts';
import { filterSeparable } from './filter-separable.ts';
import { gaussianWeights } from './gaussian-weights.ts';

/** How much to smooth. */
export interface GaussianOptions extends FilterOptions {
  /** Standard deviation, pixels, from 0; one number, or one down and one across. Default 1. */
  readonly sigmaPx?: number | readonly [down: number, across: number] | undefined;
  /** Where the Gaussian is cut off, in standard deviations. Default 4. */
  readonly truncate?: number | undefined;
}

/**
 * Smooths with a Gaussian, `exp(-(x^2 + y^2) / (2 sigma^2))`, cut off at `round(truncate * sigma)` pixels and divided by its sum.
 *
 * @param picture any picture; not changed. Channels do not mix; alpha is smoothed like the others
 * @param options `border` defaults to `nearest`, as in scikit-image
 * @returns number format (see `output`), size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a sigma or truncate that is negative or not finite, an unknown border or output
 * @source skimage.filters.gaussian with `preserve_range=True` (float32: rtol 1e-5); with `truncate: 3` and border `mirror` its radius is that of
 *   OpenCV's `GaussianBlur(ksize=0)` for float32 pictures only, which rounds `3 sigma` up to odd sizes in its own way
 * @example
 * const soft = gaussian(photo, { sigmaPx: 2 });
 */
export function gaussian(picture: Picture, options: GaussianOptions = {}): Picture {
  const { sigmaPx = 1, truncate = 4, ...rest } = options;
  const [sigmaDown, sigmaAcross] = typeof sigmaPx === 'number' ? [sigmaPx, sigmaPx] : sigmaPx;
  for (const [name, value] of Object.entries({ sigmaDown, sigmaAcross, truncate })) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new PictureError('option', `gaussian: ${name} must be a finite number of at least 0, not ${value}`, {
      [name]: value,
    });
  }
  const weights = (sigma: number): Float64Array => gaussianWeights(sigma, Math.trunc(truncate * sigma + 0.5));
  return filterSeparable(picture, {
    border: 'nearest',
    ...rest,
    down: weights(sigmaDown),
    across: weights(sigmaAcross),
  });
}
