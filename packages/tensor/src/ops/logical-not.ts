import type { Tensor } from '../tensor.ts';
import { BOOL, checkTensor } from '../tfjs/check.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

/**
 * Negates each truth value.
 *
 * @param x bool, any shape
 * @returns bool of the same shape; no gradient
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const outside = logicalNot(greater(x, 0));
 * ```
 */
export function logicalNot(x: Tensor): Tensor {
  checkTensor('logicalNot', 'x', x, BOOL);
  return runUntaped('LogicalNot', { x });
}
