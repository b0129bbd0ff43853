import { type Tensor, tanh } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * `y = tanh(x)`, element by element.
 * @source torch.nn.Tanh
 * @example
 * ```ts
 * const y = new Tanh().forward(x);
 * ```
 */
export class Tanh extends Module {
  override readonly kind: string = 'Tanh';
  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return tanh(x);
  }
}
