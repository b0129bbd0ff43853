import { keep as tfKeep } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';

/**
 * Takes a tensor out of every scope around it: it lives until it is disposed.
 *
 * @param x any tensor
 * @returns x itself
 * @throws DisposedError
 * @example
 * ```ts
 * scope(() => { total = keep(add(total, loss)); });
 * ```
 */
export function keep(x: Tensor): Tensor {
  checkTensor('keep', 'x', x);
  return tfKeep(x);
}
