import { silu, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * `y = x / (1 + exp(-x))`, element by element; also called swish.
 * @source torch.nn.SiLU
 * @example
 * ```ts
 * const y = new SiLU().forward(x);
 * ```
 */
export class SiLU extends Module {
  override readonly kind: string = 'SiLU';
  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return silu(x);
  }
}
