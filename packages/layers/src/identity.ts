import type { Tensor } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * Passes its input on: a place holder for a layer that was taken out.
 * @source torch.nn.Identity
 * @example
 * ```ts
 * const y = new Identity().forward(x); // equal to x, a tensor of its own
 * ```
 */
export class Identity extends Module {
  override readonly kind: string = 'Identity';
  /**
   * @param x any.
   * @returns the same values; a tensor of its own, since outputs are the caller's.
   */
  protected override compute(x: Tensor): Tensor {
    return x;
  }
}
