import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

/**
 * Whether each element is NaN.
 *
 * @param x any shape, float32
 * @returns bool of the same shape; no gradient
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const broken = any(isNaN(loss));
 * ```
 */
export function isNaN(x: Tensor): Tensor {
  checkTensor('isNaN', 'x', x, FLOAT);
  return runUntaped('IsNan', { x });
}
