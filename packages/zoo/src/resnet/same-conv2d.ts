import { Conv2d, kaimingNormal, type SlidingWindow } from '@cv/layers';
import { conv2d, type Shape, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';

/** What a {@link SameConv2d} takes beside its channels. */
export interface SameConv2dOptions {
  /** Height and width of the kernel. */
  readonly size: number;
  readonly stride?: number;
  /** Draws the initial weights. */
  readonly rng: Rng;
}

/**
 * A square convolution with the padding that TensorFlow calls `same`: as many zeros as make `ceil(size / stride)` places, the odd one
 * below and on the right. At stride 2 an even size is padded on one side only. Weights from `N(0, 2 / fanIn)`, bias 0.
 *
 * @source tf.keras.layers.Conv2D(padding='same', kernel_initializer='he_normal'), not truncated
 */
export class SameConv2d extends Conv2d {
  override readonly kind: string = 'SameConv2d';

  constructor(inChannels: number, outChannels: number, { size, stride = 1, rng }: SameConv2dOptions) {
    super(inChannels, outChannels, { kernelSize: size, stride, rng });
    this.weight.fill(() => kaimingNormal(this.weight.shape, { rng: rng.split('weight'), nonlinearity: 'relu' }));
    this.bias?.fill(() => new Float32Array(outChannels));
  }

  override window(input: Shape): SlidingWindow {
    return { ...super.window(input), before: [this.#before(0, input[1]!), this.#before(1, input[2]!)] };
  }

  /**
   * @param x float32 `[N, H, W, in]`.
   * @returns float32 `[N, ceil(H / stride), ceil(W / stride), out]`.
   */
  protected override compute(x: Tensor): Tensor {
    const bias = this.bias === null ? {} : { bias: this.bias.value };
    return conv2d(x, this.weight.value, { ...bias, stride: this.stride, padding: 'same' });
  }

  #before(axis: 0 | 1, length: number): number {
    const reach = (Math.ceil(length / this.stride[axis]) - 1) * this.stride[axis] + this.kernelSize[axis];
    return Math.max(0, reach - length) >> 1;
  }
}
