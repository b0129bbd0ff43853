import { BatchNorm2d, type Context, Module, ReLU6, Sequential } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { type HeConvOptions, heConv } from '../he-conv.ts';

/** The numbers of an {@link InvertedResidual}. */
export interface InvertedResidualOptions {
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: number;
  /** Channels inside against those of the input ("t"). */
  readonly expansion: number;
  readonly rng: Rng;
}

/**
 * Expands the channels by a 1 x 1 convolution, filters each by a 3 x 3, projects them back without activation; a shortcut where the shape
 * stays.
 * @source Sandler et al. 2018, table 1, https://arxiv.org/abs/1801.04381; names of torchvision
 */
export class InvertedResidual extends Module {
  override readonly kind: string = 'InvertedResidual';
  readonly #conv: Sequential;
  readonly #shortcut: boolean;

  constructor({ inputs, outputs, stride, expansion, rng }: InvertedResidualOptions) {
    super();
    const hidden = inputs * expansion;
    this.#shortcut = stride === 1 && inputs === outputs;
    const depthwise = { size: 3, stride, groups: hidden, rng: rng.split('depthwise') };
    const modules = [
      ...(expansion === 1 ? [] : [convNormRelu6(inputs, hidden, { size: 1, rng: rng.split('expand') })]),
      convNormRelu6(hidden, hidden, depthwise),
      heConv(hidden, outputs, { size: 1, rng: rng.split('project') }),
      new BatchNorm2d(outputs),
    ];
    this.#conv = this.child('conv', new Sequential(modules));
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 `[N, ceil(H / stride), ceil(W / stride), outputs]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const y = this.#conv.forward(x, context);
    return this.#shortcut ? add(x, y) : y;
  }
}

/** A convolution without bias, batch norm, relu6. */
export function convNormRelu6(
  inputs: number,
  outputs: number,
  options: HeConvOptions & { readonly size: number },
): Sequential {
  return new Sequential([heConv(inputs, outputs, options), new BatchNorm2d(outputs), new ReLU6()]);
}
