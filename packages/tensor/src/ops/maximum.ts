import type { Tensor } from '../tensor.ts';
import { NUMERIC } from '../tfjs/check.ts';
import { binaryOp } from './binary-op.ts';

/**
 * The larger of two operands, elementwise with broadcasting; equal operands share the gradient.
 *
 * y = max(a, b)
 *
 * @param a any shape, float32 or int32, or a number
 * @param b a shape that broadcasts with a, same dtype, or a number
 * @returns the broadcast shape, same dtype
 * @throws ShapeError when the shapes do not broadcast, DTypeError when the types differ, DisposedError
 * @example
 * ```ts
 * const y = maximum(tensor([[1, 2], [3, 4]]), 2);
 * ```
 */
export function maximum(a: Tensor | number, b: Tensor | number): Tensor {
  return binaryOp('maximum', 'Maximum', a, b, NUMERIC);
}
