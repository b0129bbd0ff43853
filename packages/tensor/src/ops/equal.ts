import type { Tensor } from '../tensor.ts';
import { NUMERIC } from '../tfjs/check.ts';
import { compareOp } from './binary-op.ts';

/**
 * Whether a == b, elementwise with broadcasting; false where either is NaN.
 *
 * @param a any shape, float32 or int32, or a number
 * @param b a shape that broadcasts with a, same dtype, or a number
 * @returns bool of the broadcast shape; no gradient
 * @throws ShapeError when the shapes do not broadcast, DTypeError when the types differ, DisposedError
 * @example
 * ```ts
 * const mask = equal(tensor([1, 2, 3]), 2);
 * ```
 */
export function equal(a: Tensor | number, b: Tensor | number): Tensor {
  return compareOp('equal', 'Equal', a, b, NUMERIC);
}
