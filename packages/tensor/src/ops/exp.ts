import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Exponential of each element.
 *
 * y = e^x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = exp(tensor([-1.5, 0, 2]));
 * ```
 */
export function exp(x: Tensor): Tensor {
  checkTensor('exp', 'x', x, FLOAT);
  return run('Exp', { x });
}
