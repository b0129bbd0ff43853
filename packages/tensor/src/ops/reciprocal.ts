import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Reciprocal of each element.
 *
 * y = 1 / x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = reciprocal(tensor([0.25, 1, 4]));
 * ```
 */
export function reciprocal(x: Tensor): Tensor {
  checkTensor('reciprocal', 'x', x, FLOAT);
  return run('Reciprocal', { x });
}
