import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Natural logarithm of each element; NaN below 0, -Infinity at 0.
 *
 * y = ln x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = log(tensor([0.25, 1, 4]));
 * ```
 */
export function log(x: Tensor): Tensor {
  checkTensor('log', 'x', x, FLOAT);
  return run('Log', { x });
}
