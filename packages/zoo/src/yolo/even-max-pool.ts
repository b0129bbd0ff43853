import { Module, type SlidingWindow } from '@cv/layers';
import { maxPool2d, type Tensor } from '@cv/tensor';

/**
 * Darknet's max pool of 2 x 2 pixels: at stride 1 the last row and column have windows that reach over the border, so that the size stays.
 */
export class EvenMaxPool extends Module {
  override readonly kind: string = 'EvenMaxPool';
  readonly stride: number;

  constructor(stride: number) {
    super();
    this.stride = stride;
  }

  override window(): SlidingWindow {
    return { kernelSize: [2, 2], stride: [this.stride, this.stride], dilation: [1, 1], before: [0, 0] };
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, H / stride, W / stride, C]`.
   */
  protected override compute(x: Tensor): Tensor {
    const over = this.stride === 1 ? 1 : 0;
    const side = [0, over] as const;
    return maxPool2d(x, { kernelSize: 2, stride: this.stride, padding: [side, side] });
  }
}
