import { type Picture, PictureError } from '@cv/image';
import type { BorderOptions } from '../border/border-mode.ts';
import { filterSeparable } from '../filters/filter-separable.ts';
import { signedPicture } from '../filters/signed-picture.ts';
import { gaussianWeights } from '../smoothing/gaussian-weights.ts';

/** How much to smooth. */
export interface LaplacianOfGaussianOptions extends BorderOptions {
  /** Standard deviation of the Gaussian, pixels, above 0: details smaller than that have no answer. Default 2. */
  readonly sigmaPx?: number | undefined;
  /** Where the Gaussian is cut off, in standard deviations. Default 4. */
  readonly truncate?: number | undefined;
}

/**
 * The Laplacian of the picture smoothed by a Gaussian, in one step: the picture convolved with `(x^2 + y^2 - 2 sigma^2) / sigma^4 * G(x, y)`. Above 0 where
 * it is darker than its surroundings, below where it is brighter; edges are where it changes sign, see {@link zeroCrossings}.
 *
 * @param picture any picture; not changed. Channels do not mix. NaN and infinity spread as far as the Gaussian reaches
 * @param options `border` defaults to `reflect`, as in SciPy
 * @returns float32 in the units of the picture per pixel squared, its range symmetric about 0. A picture of one value gives not quite 0 (a part in 5,000
 *   of it): as in SciPy, the weights are cut off where they do not add up to it
 * @throws {PictureError} `option` for a sigma that is not above 0, a negative truncate, an unknown border
 * @source scipy.ndimage.gaussian_laplace (float32: rtol 1e-5), which puts a `fill` other than 0 beyond the edges of what was filtered one way too;
 *   D. Marr, E. Hildreth: Theory of edge detection, 1980
 * @example
 * const edges = zeroCrossings(laplacianOfGaussian(toGray(photo), { sigmaPx: 2 }), { threshold: 2 });
 */
export function laplacianOfGaussian(
  picture: Picture,
  { sigmaPx = 2, truncate = 4, border = 'reflect', fill }: LaplacianOfGaussianOptions = {},
): Picture<Float32Array> {
  if (!(Number.isFinite(sigmaPx) && sigmaPx > 0 && Number.isFinite(truncate) && truncate >= 0)) {
    const message = `laplacianOfGaussian: sigmaPx must be above 0 and truncate at least 0, both finite, not ${sigmaPx} and ${truncate}`;
    throw new PictureError('option', message, { sigmaPx, truncate });
  }
  const radius = Math.trunc(truncate * sigmaPx + 0.5);
  const smooth = gaussianWeights(sigmaPx, radius);
  const curved = smooth.map((weight, i) => (weight * ((i - radius) ** 2 / sigmaPx ** 2 - 1)) / sigmaPx ** 2);
  const settings = { border, fill, output: 'float32' } as const;
  const sums = filterSeparable(picture, { ...settings, across: smooth, down: curved }).data as Float32Array;
  const others = filterSeparable(picture, { ...settings, across: curved, down: smooth }).data;
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + others[i]!;
  // The largest answers are those to pictures that are 1 where the weights are above 0, and where they are below.
  let [above, below] = [0, 0];
  for (const [i, weight] of smooth.entries()) {
    for (let j = 0; j < smooth.length; j++) {
      const product = weight * curved[j]! + curved[i]! * smooth[j]!;
      if (product > 0) above += product;
      else below -= product;
    }
  }
  return signedPicture(picture, sums, Math.max(above, below));
}
