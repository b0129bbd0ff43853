import type { DType, Shape, Tensor } from '../tensor.ts';
import { full } from './full.ts';

/**
 * Makes a tensor of ones by the kernel Fill.
 *
 * @param shape any shape
 * @param dtype default float32
 * @returns the given shape and dtype
 * @throws ShapeError when the shape is not made of integers >= 0
 * @example
 * ```ts
 * const x = ones([2, 3]);
 * ```
 */
export function ones(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 1, dtype);
}
