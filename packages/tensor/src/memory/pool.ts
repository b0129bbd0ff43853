import { DisposedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { keep } from './keep.ts';

/**
 * Owns tensors across `await`, where a scope cannot.
 *
 * @example
 * ```ts
 * const pool = new Pool();
 * try {
 *   const logits = pool.track(model.forward(x, context));
 *   console.log(await read(logits));
 * } finally {
 *   pool.dispose();
 * }
 * ```
 */
export class Pool {
  #tensors: Set<Tensor> | undefined = new Set();

  /**
   * Makes the pool the owner of a tensor; enclosing scopes leave it alone.
   *
   * @returns the tensor itself
   * @throws DisposedError when the pool or the tensor has been disposed
   */
  track(tensor: Tensor): Tensor {
    if (this.#tensors === undefined) {
      throw new DisposedError('Pool.track: the pool has been disposed. Make a new one.', { op: 'Pool.track' });
    }
    this.#tensors.add(keep(tensor));
    return tensor;
  }

  /** Frees every tensor of the pool; a second call does nothing. */
  dispose(): void {
    for (const tensor of this.#tensors ?? []) tensor.dispose();
    this.#tensors = undefined;
  }
}
