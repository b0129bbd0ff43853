import { sigmoid, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * `y = 1 / (1 + exp(-x))`, element by element.
 * @source torch.nn.Sigmoid
 * @example
 * ```ts
 * const y = new Sigmoid().forward(x);
 * ```
 */
export class Sigmoid extends Module {
  override readonly kind: string = 'Sigmoid';
  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return sigmoid(x);
  }
}
