import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

/**
 * Sign of each element: -1, 0 or 1, 0 for NaN; its gradient is 0.
 *
 * y = sgn x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = sign(tensor([-1.5, 0, 2]));
 * ```
 */
export function sign(x: Tensor): Tensor {
  checkTensor('sign', 'x', x, FLOAT);
  return runUntaped('Sign', { x });
}
