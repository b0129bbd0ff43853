import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { type FilterOptions, type SettledFilterOptions, settleFilterOptions } from '../filters/filter-options.ts';
import { filterSeparable } from '../filters/filter-separable.ts';
import { lineWriter } from '../filters/line-writer.ts';
import { asGrid } from '../pixel-grid.ts';
import { gaussianBoxes } from './gaussian-boxes.ts';
import { gaussianWeights } from './gaussian-weights.ts';
import { recursiveGaussian } from './recursive-gaussian.ts';

/** How much to smooth. */
export interface GaussianOptions extends FilterOptions {
  /** Standard deviation, pixels, from 0; one number, or one down and one across. Default 1. */
  readonly sigmaPx?: number | readonly [down: number, across: number] | undefined;
  /** Where the Gaussian is cut off, in standard deviations; for `fir` only. Default 4. */
  readonly truncate?: number | undefined;
  /**
   * `fir` (default): the weights themselves; time grows with sigma. `recursive`: a filter of fourth order whose time does not depend on sigma,
   * off by up to 0.1 % of the range. `boxes`: three boxes, fast and rough, off by up to 3 %, for sigmas from about 2.
   */
  readonly method?: 'fir' | 'recursive' | 'boxes' | undefined;
}

/**
 * Smooths with a Gaussian, `exp(-(x^2 + y^2) / (2 sigma^2))`, cut off at `round(truncate * sigma)` pixels and divided by its sum. For the bits
 * of OpenCV's `GaussianBlur` see `gaussianBlur`.
 *
 * @param picture any picture; not changed. Channels do not mix; alpha is smoothed like the others. NaN and infinity spread as far as the
 *   Gaussian reaches; with `recursive` along whole rows and columns
 * @param options `border` defaults to `nearest`, as in scikit-image
 * @returns number format (see `output`), size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a sigma or truncate that is negative or not finite, an unknown method, border or output
 * @source skimage.filters.gaussian with `preserve_range=True` (float32: rtol 1e-5). Recursive: R. Deriche: Recursively implementing the Gaussian
 *   and its derivatives, INRIA 1893, 1993. Boxes: P. Kovesi: Fast almost-Gaussian filtering, 2010
 * @example
 * const soft = gaussian(photo, { sigmaPx: 2 });
 */
export function gaussian(picture: Picture, options: GaussianOptions = {}): Picture {
  const { sigmaPx = 1, truncate = 4, method = 'fir', ...rest } = options;
  const [down, across] = typeof sigmaPx === 'number' ? [sigmaPx, sigmaPx] : sigmaPx;
  for (const [name, value] of Object.entries({ sigmaDown: down, sigmaAcross: across, truncate })) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new PictureError('option', `gaussian: ${name} must be a finite number of at least 0, not ${value}`, {
      [name]: value,
    });
  }
  const settled = settleFilterOptions('gaussian', rest, { border: 'nearest', output: 'same' });
  if (method === 'recursive') return recursive(picture, { down, across }, settled);
  if (method === 'boxes') return gaussianBoxes(picture, { down, across }, settled);
  if (method !== 'fir') {
    const message = `gaussian: method must be fir, recursive or boxes, not ${String(method)}`;
    throw new PictureError('option', message, { method });
  }
  const weights = (sigma: number): Float64Array => gaussianWeights(sigma, Math.trunc(truncate * sigma + 0.5));
  return filterSeparable(picture, { ...settled, down: weights(down), across: weights(across) });
}

function recursive(
  picture: Picture,
  sigmas: { readonly down: number; readonly across: number },
  { output, ...beyond }: SettledFilterOptions,
): Picture {
  const { length } = picture.data;
  const data = output === 'same' ? emptyLike(picture.data, length) : new Float32Array(length);
  recursiveGaussian(asGrid(picture), sigmas, { ...beyond, write: lineWriter(data) });
  return createPicture({ ...picture, data });
}
