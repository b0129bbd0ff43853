import { softmax, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';

/**
 * Probabilities along the last axis: `y = exp(x) / sum(exp(x))`.
 * @source torch.nn.Softmax with `dim=-1`
 * @example
 * ```ts
 * const probabilities = new Softmax().forward(logits); // [N, classes]
 * ```
 */
export class Softmax extends Module {
  override readonly kind: string = 'Softmax';
  /**
   * @param x float32, rank 1 or more.
   * @returns the same shape; the last axis adds up to 1.
   */
  protected override compute(x: Tensor): Tensor {
    return softmax(x);
  }
}
