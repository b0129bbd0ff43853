import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Rectified linear unit; the gradient at 0 is 0.
 *
 * y = max(x, 0)
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = relu(tensor([-1.5, 0, 2]));
 * ```
 */
export function relu(x: Tensor): Tensor {
  checkTensor('relu', 'x', x, FLOAT);
  return run('Relu', { x });
}
