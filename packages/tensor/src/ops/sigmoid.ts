import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Logistic function of each element.
 *
 * y = 1 / (1 + e^-x)
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = sigmoid(tensor([-1.5, 0, 2]));
 * ```
 */
export function sigmoid(x: Tensor): Tensor {
  checkTensor('sigmoid', 'x', x, FLOAT);
  return run('Sigmoid', { x });
}
