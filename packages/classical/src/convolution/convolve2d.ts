import type { Picture } from '@cv/image';
import { type ConvolutionOptions, correlated } from './correlate2d.ts';
import type { Kernel } from './kernel.ts';

/**
 * Convolves every channel with a kernel, as mathematics has it: the kernel is flipped, so that a single bright pixel becomes the kernel.
 * Everything else is as in `correlate2d`.
 *
 * @param picture any picture; not changed
 * @returns as `correlate2d`
 * @throws {PictureError} as `correlate2d`
 * @source scipy.ndimage.convolve (border `reflect`, odd and even kernels alike)
 * @example
 * const soft = convolve2d(photo, kernels.box);
 */
export function convolve2d(picture: Picture, kernel: Kernel, options: ConvolutionOptions = {}): Picture {
  return correlated('convolve2d', picture, { ...kernel, weights: kernel.weights.slice().reverse() }, options);
}
