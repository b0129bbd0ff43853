import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Reciprocal square root of each element.
 *
 * y = x^(-1/2)
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = rsqrt(tensor([0.25, 1, 4]));
 * ```
 */
export function rsqrt(x: Tensor): Tensor {
  checkTensor('rsqrt', 'x', x, FLOAT);
  return run('Rsqrt', { x });
}
