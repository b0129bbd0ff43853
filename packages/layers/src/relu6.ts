import { clip, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * `y = min(max(0, x), 6)`, element by element.
 * @source torch.nn.ReLU6
 * @example
 * ```ts
 * const y = new ReLU6().forward(x);
 * ```
 */
export class ReLU6 extends Module {
  override readonly kind: string = 'ReLU6';
  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return clip(x, { min: 0, max: 6 });
  }
}
