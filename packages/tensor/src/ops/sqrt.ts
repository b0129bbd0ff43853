import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Square root of each element; NaN below 0.
 *
 * y = x^(1/2)
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = sqrt(tensor([0.25, 1, 4]));
 * ```
 */
export function sqrt(x: Tensor): Tensor {
  checkTensor('sqrt', 'x', x, FLOAT);
  return run('Sqrt', { x });
}
