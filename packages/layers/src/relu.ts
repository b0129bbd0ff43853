import { relu, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * `y = max(0, x)`, element by element.
 * @source torch.nn.ReLU
 * @example
 * ```ts
 * const y = new ReLU().forward(x);
 * ```
 */
export class ReLU extends Module {
  override readonly kind: string = 'ReLU';
  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return relu(x);
  }
}
