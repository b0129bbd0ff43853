import type { DType, Shape, Tensor } from '../tensor.ts';
import { full } from './full.ts';

/**
 * Makes a tensor of zeros by the kernel Fill.
 *
 * @param shape any shape
 * @param dtype default float32
 * @returns the given shape and dtype
 * @throws ShapeError when the shape is not made of integers >= 0
 * @example
 * ```ts
 * const x = zeros([2, 3]);
 * ```
 */
export function zeros(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 0, dtype);
}
