import type { Tensor } from '../tensor.ts';
import { checkTensor, NUMERIC } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Square of each element.
 *
 * y = x^2
 *
 * @param x any shape, float32 or int32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = square(tensor([-1.5, 0, 2]));
 * ```
 */
export function square(x: Tensor): Tensor {
  checkTensor('square', 'x', x, NUMERIC);
  return run('Square', { x });
}
