import type { Tensor } from '../tensor.ts';
import { checkTensor, NUMERIC } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Absolute value of each element; the gradient at 0 is 0.
 *
 * y = |x|
 *
 * @param x any shape, float32 or int32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = abs(tensor([-1.5, 0, 2]));
 * ```
 */
export function abs(x: Tensor): Tensor {
  checkTensor('abs', 'x', x, NUMERIC);
  return run('Abs', { x });
}
