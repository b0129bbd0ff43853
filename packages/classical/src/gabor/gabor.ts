import { createPicture, type Picture } from '@cv/image';
import type { BorderOptions } from '../border/border-mode.ts';
import { convolve2d } from '../convolution/convolve2d.ts';
import { signedPicture } from '../filters/signed-picture.ts';
import { type GaborKernelOptions, gaborKernel } from './gabor-kernel.ts';

/** How a picture answers to a Gabor kernel. */
export interface GaborResponse {
  /** To the even part, float32, range symmetric about 0. */
  readonly real: Picture<Float32Array>;
  /** To the odd part. */
  readonly imaginary: Picture<Float32Array>;
  /** `sqrt(real^2 + imaginary^2)`: how strong the texture is, whatever its phase. */
  readonly magnitude: Picture<Float32Array>;
}

/**
 * Convolves a picture with a Gabor kernel: answers to stripes of one width and direction.
 *
 * @param picture any picture; not changed. NaN and infinity spread as far as the kernel reaches
 * @param options as `gaborKernel` (of OpenCV's, `correlate2d` makes an answer); `border` defaults to `reflect`
 * @returns three float32 pictures in the units of the picture
 * @throws {PictureError} `option` for bad numbers or an unknown border
 * @source skimage.filters.gabor
 * @example
 * const { magnitude } = gabor(toGray(fabric), { frequency: 0.2 });
 */
export function gabor(
  picture: Picture,
  { border = 'reflect', fill, ...options }: Omit<GaborKernelOptions, 'preset'> & BorderOptions = {},
): GaborResponse {
  const kernel = gaborKernel(options);
  const part = (which: 'real' | 'imaginary'): Picture<Float32Array> => {
    const { data } = convolve2d(picture, kernel[which], { border, fill, output: 'float32' });
    const gain = kernel[which].weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
    return signedPicture(picture, data as Float32Array, Math.max(gain, 1e-6));
  };
  const [real, imaginary] = [part('real'), part('imaginary')];
  const data = real.data.map((value, i) => Math.hypot(value, imaginary.data[i]!));
  const range = [0, Math.max(real.range[1], imaginary.range[1])] as const;
  return { real, imaginary, magnitude: createPicture({ ...real, data, range }) };
}
