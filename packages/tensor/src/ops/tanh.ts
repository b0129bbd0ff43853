import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Hyperbolic tangent of each element.
 *
 * y = tanh x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = tanh(tensor([-1.5, 0, 2]));
 * ```
 */
export function tanh(x: Tensor): Tensor {
  checkTensor('tanh', 'x', x, FLOAT);
  return run('Tanh', { x });
}
