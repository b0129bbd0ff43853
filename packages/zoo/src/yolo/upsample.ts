import { Module } from '@cv/layers';
import { resize, type Tensor } from '@cv/tensor';

/**
 * Repeats every pixel twice across and down.
 * @source torch.nn.Upsample(scale_factor=2, mode='nearest')
 */
export class Upsample extends Module {
  override readonly kind: string = 'Upsample';

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, 2H, 2W, C]`.
   */
  protected override compute(x: Tensor): Tensor {
    const [, height, width] = x.shape as [number, number, number, number];
    return resize(x, { size: [2 * height, 2 * width], mode: 'nearest' });
  }
}
