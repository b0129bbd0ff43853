import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Smooth rectifier of each element, without overflow for large x.
 *
 * y = ln(1 + e^x)
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = softplus(tensor([-1.5, 0, 2]));
 * ```
 */
export function softplus(x: Tensor): Tensor {
  checkTensor('softplus', 'x', x, FLOAT);
  return run('Softplus', { x });
}
