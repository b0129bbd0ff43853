import type { Tensor } from '../tensor.ts';
import { FLOAT } from '../tfjs/check.ts';
import { binaryOp } from './binary-op.ts';

/**
 * Power, elementwise with broadcasting; NaN for a negative base and a fractional exponent.
 *
 * y = a^b
 *
 * @param a any shape, float32, or a number
 * @param b a shape that broadcasts with a, same dtype, or a number
 * @returns the broadcast shape, same dtype
 * @throws ShapeError when the shapes do not broadcast, DTypeError when the types differ, DisposedError
 * @example
 * ```ts
 * const y = pow(tensor([[1, 2], [3, 4]]), 2);
 * ```
 */
export function pow(a: Tensor | number, b: Tensor | number): Tensor {
  return binaryOp('pow', 'Pow', a, b, FLOAT);
}
