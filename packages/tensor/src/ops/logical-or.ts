import type { Tensor } from '../tensor.ts';
import { BOOL } from '../tfjs/check.ts';
import { compareOp } from './binary-op.ts';

/**
 * Whether at least one operand is true, elementwise with broadcasting.
 *
 * @param a bool, any shape
 * @param b bool, a shape that broadcasts with a
 * @returns bool of the broadcast shape; no gradient
 * @throws ShapeError when the shapes do not broadcast, DTypeError, DisposedError
 * @example
 * ```ts
 * const inside = logicalOr(greater(x, 0), less(x, 1));
 * ```
 */
export function logicalOr(a: Tensor, b: Tensor): Tensor {
  return compareOp('logicalOr', 'LogicalOr', a, b, BOOL);
}
