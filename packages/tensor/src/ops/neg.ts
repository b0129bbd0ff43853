import type { Tensor } from '../tensor.ts';
import { checkTensor, NUMERIC } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Negates each element.
 *
 * y = -x
 *
 * @param x any shape, float32 or int32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = neg(tensor([-1.5, 0, 2]));
 * ```
 */
export function neg(x: Tensor): Tensor {
  checkTensor('neg', 'x', x, NUMERIC);
  return run('Neg', { x });
}
