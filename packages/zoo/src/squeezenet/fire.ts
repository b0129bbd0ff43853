import { Concat, type Context, Conv2d, kaimingUniform, Module, ReLU } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';

/** The numbers of a {@link Fire} module. */
export interface FireOptions {
  readonly inputs: number;
  /** Channels of the 1 x 1 convolution that squeezes. */
  readonly squeeze: number;
  /** Channels of each of the two that expand. */
  readonly expand: number;
  readonly rng: Rng;
}

/**
 * A fire module: a 1 x 1 convolution squeezes the channels, a 1 x 1 and a 3 x 3 side by side expand them; relu after each.
 * @source Iandola et al. 2016, section 3.2, https://arxiv.org/abs/1602.07360; names of torchvision
 */
export class Fire extends Module {
  override readonly kind: string = 'Fire';
  readonly outChannels: number;
  readonly #squeeze: readonly Module[];
  readonly #expand: Concat;
  readonly #relu: ReLU;

  constructor({ inputs, squeeze, expand, rng }: FireOptions) {
    super();
    this.outChannels = 2 * expand;
    this.#relu = new ReLU();
    this.#squeeze = [
      this.child('squeeze', squeezeConv(inputs, squeeze, { size: 1, rng: rng.split('squeeze') })),
      this.child('squeeze_activation', new ReLU()),
    ];
    this.#expand = new Concat([
      this.child('expand1x1', squeezeConv(squeeze, expand, { size: 1, rng: rng.split('expand1x1') })),
      this.child('expand3x3', squeezeConv(squeeze, expand, { size: 3, padding: 1, rng: rng.split('expand3x3') })),
    ]);
    this.child('expand_activation', this.#relu);
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 `[N, H, W, 2 expand]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const squeezed = this.#squeeze.reduce((input, module) => module.forward(input, context), x);
    return this.#relu.forward(this.#expand.forward(squeezed, context), context);
  }
}

/** A convolution with bias 0 and weights drawn evenly, of variance `2 / fanIn`. */
export function squeezeConv(
  inputs: number,
  outputs: number,
  { size, stride = 1, padding = 0, rng }: { size: number; stride?: number; padding?: number; rng: Rng },
): Conv2d {
  const conv = new Conv2d(inputs, outputs, { kernelSize: size, stride, padding, rng });
  conv.weight.fill(() => kaimingUniform(conv.weight.shape, { rng: rng.split('weight') }));
  conv.bias?.fill(() => new Float32Array(outputs));
  return conv;
}
