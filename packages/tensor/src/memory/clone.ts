import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * A second handle on the same values, disposed on its own; the values are not copied.
 *
 * @param x any shape, any dtype
 * @returns same shape, same dtype
 * @throws DisposedError
 * @example
 * ```ts
 * const mine = clone(borrowed);
 * ```
 */
export function clone(x: Tensor): Tensor {
  checkTensor('clone', 'x', x);
  return run('Identity', { x });
}
