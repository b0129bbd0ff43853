import { AvgPool2d, type Context, GlobalAvgPool, type Linear, Module } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { BasicConv2d } from './basic-conv2d.ts';
import { truncNormalLinear } from './trunc-normal-linear.ts';

/** Standard deviation of the initial weights of the last layer. */
const STD = 0.001;
/** The smallest map of which the pool leaves enough for the 5 x 5 convolution. */
const LEAST = 17;

/**
 * The auxiliary head of Inception v3: average of 5 x 5, 1 x 1 and 5 x 5 convolutions, a linear layer.
 *
 * The reference asks for 0.01 as the standard deviation of the 5 x 5 convolution, but where it does not reach it: like there, it is 0.1.
 * @source Szegedy et al. 2015, section 4 and figure 8, https://arxiv.org/abs/1512.00567; torchvision.models.inception.InceptionAux
 */
export class InceptionV3Aux extends Module {
  override readonly kind: string = 'InceptionV3Aux';
  readonly #hidden: readonly Module[];
  #output: Linear;

  constructor({ inputs, classes, std, rng }: { inputs: number; classes: number; std: number; rng: Rng }) {
    super();
    const conv = (name: string, from: number, to: number, kernelSize: number) =>
      this.child(name, new BasicConv2d(from, to, { kernelSize, std, rng: rng.split(name) }));
    this.#hidden = [
      new AvgPool2d(5, { stride: 3 }), //   17 x 17 -> 5 x 5
      conv('conv0', inputs, 128, 1), //     5 x 5 x 128
      conv('conv1', 128, 768, 5), //        1 x 1 x 768
      new GlobalAvgPool(),
    ];
    this.#output = this.child('fc', truncNormalLinear(768, classes, { std: STD, rng: rng.split('fc') }));
  }

  /** Replaces the last layer. */
  resetHead(classes: number, { rng }: { rng: Rng }): void {
    this.#output = this.replaceChild('fc', truncNormalLinear(this.#output.inFeatures, classes, { std: STD, rng }));
  }

  /**
   * @param x float32 `[N, H, W, inputs]` of at least 17 x 17.
   * @returns float32 logits `[N, classes]`.
   * @throws ShapeError when the maps are smaller.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const [, height, width] = x.shape;
    if (height! < LEAST || width! < LEAST) {
      throw new ShapeError(
        `InceptionV3Aux: maps of ${height} x ${width} are too small, expected at least ${LEAST} x ${LEAST}; train on pictures of 299 x 299, or build the model with auxLogits: false`,
        { received: x.shape },
      );
    }
    return [...this.#hidden, this.#output].reduce((input, module) => module.forward(input, context), x);
  }
}
