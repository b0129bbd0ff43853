import { mean, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';
import { requireImages } from './require-images.ts';

/**
 * The average of each channel over the whole image: `AdaptiveAvgPool2d(1)` and `Flatten` in one.
 * @source Lin et al. 2013, Network in Network, https://arxiv.org/abs/1312.4400
 * @example
 * ```ts
 * const y = new GlobalAvgPool().forward(x); // [N, H, W, C] -> [N, C]
 * ```
 */
export class GlobalAvgPool extends Module {
  override readonly kind: string = 'GlobalAvgPool';
  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, C]`.
   * @throws ShapeError when `x` is no image batch.
   */
  protected override compute(x: Tensor): Tensor {
    requireImages(x, 'GlobalAvgPool');
    return mean(x, { axis: [1, 2] });
  }
}
