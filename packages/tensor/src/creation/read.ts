import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';

/**
 * Reads the values of a tensor; on a lazy backend this is what computes them.
 *
 * @param x any shape, any dtype
 * @returns row-major values: Float32Array, Int32Array, or Uint8Array of 0 and 1 for bool. May be the backend's own memory: do not change it.
 * @throws DisposedError when x has been disposed
 * @example
 * ```ts
 * const [loss] = await read(value);
 * ```
 */
export async function read(x: Tensor): Promise<Float32Array | Int32Array | Uint8Array> {
  checkTensor('read', 'x', x);
  return x.data();
}
