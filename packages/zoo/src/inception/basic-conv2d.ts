import { BatchNorm2d, type Context, Conv2d, type Conv2dOptions, Module, ReLU, truncNormal } from '@cv/layers';
import type { Tensor } from '@cv/tensor';

/** Options of {@link BasicConv2d}. */
export interface BasicConv2dOptions extends Omit<Conv2dOptions, 'bias'> {
  /** Standard deviation of the initial weights. */
  readonly std: number;
}

/**
 * Convolution without bias, batch norm, relu: what all nets of Inception modules are made of.
 *
 * Initial weights are normal, cut off at -2 and 2.
 * @source torchvision.models.googlenet.BasicConv2d, torchvision.models.inception.BasicConv2d
 */
export class BasicConv2d extends Module {
  override readonly kind: string = 'BasicConv2d';
  readonly outChannels: number;
  readonly #parts: readonly Module[];

  constructor(inChannels: number, outChannels: number, { std, ...options }: BasicConv2dOptions) {
    super();
    this.outChannels = outChannels;
    const conv = this.child('conv', new Conv2d(inChannels, outChannels, { ...options, bias: false }));
    const rng = options.rng.split('weight');
    conv.weight.fill(() => truncNormal(conv.weight.shape, { rng, std }));
    this.#parts = [conv, this.child('bn', new BatchNorm2d(outChannels, { eps: 1e-3 })), new ReLU()];
  }

  /**
   * @param x float32 `[N, H, W, inChannels]`.
   * @returns float32 `[N, H', W', outChannels]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return this.#parts.reduce((input, module) => module.forward(input, context), x);
  }
}
