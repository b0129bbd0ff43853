import { Module, type SlidingWindow } from '@cv/layers';
import { avgPool2d, pad, type Tensor } from '@cv/tensor';

/**
 * The parameter-free shortcut (option A): every `stride`-th pixel, and as many channels of zeros before as behind.
 * @source He et al. 2015, section 3.3; the split of the zeros is that of akamaster/pytorch_resnet_cifar10
 */
export class PadShortcut extends Module {
  override readonly kind: string = 'PadShortcut';
  readonly #stride: number;
  readonly #extraChannels: number;

  constructor({ stride, extraChannels }: { stride: number; extraChannels: number }) {
    super();
    this.#stride = stride;
    this.#extraChannels = extraChannels;
  }

  override window(): SlidingWindow {
    const stride = [this.#stride, this.#stride] as const;
    return { kernelSize: [1, 1], stride, dilation: [1, 1], before: [0, 0] };
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, ceil(H / stride), ceil(W / stride), C + extraChannels]`.
   */
  protected override compute(x: Tensor): Tensor {
    // The average of one pixel is the pixel: pooling is the strided slice that has a gradient on every device.
    const pixels = avgPool2d(x, { kernelSize: 1, stride: this.#stride });
    const before = this.#extraChannels >> 1;
    const channels = [before, this.#extraChannels - before] as const;
    return pad(pixels, { paddings: [[0, 0], [0, 0], [0, 0], channels] });
  }
}
