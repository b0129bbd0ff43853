import { type Picture, PictureError } from '@cv/image';
import type { BorderOptions } from '../border/border-mode.ts';
import { correlate2d } from '../convolution/correlate2d.ts';
import { kernelOf } from '../convolution/kernel.ts';
import { signedPicture } from '../filters/signed-picture.ts';

/** Whose Laplacian. */
export interface LaplacianOptions extends BorderOptions {
  /**
   * `skimage` (default): 4 in the middle, -1 beside it, border `reflect`. `opencv`: -4 and 1, border `mirror`, OpenCV's `Laplacian` with
   * aperture 1. `opencv3`: -8 and 2 at the corners, aperture 3.
   */
  readonly preset?: 'skimage' | 'opencv' | 'opencv3' | undefined;
}

const stencils = {
  skimage: [
    [0, -1, 0],
    [-1, 4, -1],
    [0, -1, 0],
  ],
  opencv: [
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ],
  opencv3: [
    [2, 0, 2],
    [0, -8, 0],
    [2, 0, 2],
  ],
} as const;

/**
 * The Laplacian, the sum of the second derivatives: 0 in flat places and on slopes, large where a slope changes.
 *
 * @param picture any picture; not changed. NaN and infinity spread to the pixels beside them
 * @returns float32 in the units of the picture, its range symmetric about 0
 * @throws {PictureError} `option` for an unknown preset or border
 * @source skimage.filters.laplace; OpenCV Laplacian with ksize 1 and 3 and a float32 result
 * @example
 * const curvature = laplacian(toGray(photo));
 */
export function laplacian(
  picture: Picture,
  { preset = 'skimage', border = preset === 'skimage' ? 'reflect' : 'mirror', fill }: LaplacianOptions = {},
): Picture<Float32Array> {
  if (!Object.hasOwn(stencils, preset)) {
    const known = Object.keys(stencils).join(', ');
    throw new PictureError('option', `laplacian: preset must be one of ${known}, not ${String(preset)}`, { preset });
  }
  const { data } = correlate2d(picture, kernelOf(stencils[preset]), { border, fill, output: 'float32' });
  return signedPicture(picture, data as Float32Array, preset === 'opencv3' ? 8 : 4);
}
