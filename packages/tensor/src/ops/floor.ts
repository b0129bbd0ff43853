import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

/**
 * Largest integer not above each element; its gradient is 0.
 *
 * y = floor x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = floor(tensor([-1.5, 0, 2]));
 * ```
 */
export function floor(x: Tensor): Tensor {
  checkTensor('floor', 'x', x, FLOAT);
  return runUntaped('Floor', { x });
}
