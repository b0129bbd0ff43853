import { AdaptiveAvgPool2d, type Context, Dropout, Flatten, type Linear, Module, ReLU } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { BasicConv2d } from './basic-conv2d.ts';
import { truncNormalLinear } from './trunc-normal-linear.ts';

/** The numbers of a {@link GoogLeNetAux}. */
export interface GoogLeNetAuxOptions {
  readonly inputs: number;
  readonly classes: number;
  readonly dropout: number;
  readonly std: number;
  readonly rng: Rng;
}

/**
 * An auxiliary head of GoogLeNet: average to 4 x 4, 1 x 1 convolution to 128 channels, two linear layers.
 * @source Szegedy et al. 2014, section 5, https://arxiv.org/abs/1409.4842; torchvision.models.googlenet.InceptionAux, which averages
 * maps of any size
 */
export class GoogLeNetAux extends Module {
  override readonly kind: string = 'GoogLeNetAux';
  readonly #pool = new AdaptiveAvgPool2d(4);
  readonly #hidden: readonly Module[];
  readonly #std: number;
  #output: Linear;

  constructor({ inputs, classes, dropout, std, rng }: GoogLeNetAuxOptions) {
    super();
    this.#std = std;
    const conv = this.child('conv', new BasicConv2d(inputs, 128, { kernelSize: 1, std, rng: rng.split('conv') }));
    const fc1 = this.child('fc1', truncNormalLinear(128 * 4 * 4, 1024, { std, rng: rng.split('fc1') }));
    this.#output = this.child('fc2', truncNormalLinear(1024, classes, { std, rng: rng.split('fc2') }));
    const drop = this.child('dropout', new Dropout(dropout));
    this.#hidden = [conv, new Flatten(), fc1, new ReLU(), drop];
  }

  /** Replaces the last layer. */
  resetHead(classes: number, { rng }: { rng: Rng }): void {
    const fresh = truncNormalLinear(this.#output.inFeatures, classes, { std: this.#std, rng });
    this.#output = this.replaceChild('fc2', fresh);
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 logits `[N, classes]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const parts = [this.#pool, ...this.#hidden, this.#output];
    return parts.reduce((input, module) => module.forward(input, context), x);
  }
}
