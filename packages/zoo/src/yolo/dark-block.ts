import { type Context, LeakyReLU, Module, type Sequential } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { type HeConvOptions, heConv } from '../he-conv.ts';
import { convUnit } from './conv-unit.ts';

/**
 * Darknet's residual block: a 1 x 1 convolution halves the channels, a 3 x 3 doubles them again, the input is added.
 * @source Redmon and Farhadi 2018, table 1, https://arxiv.org/abs/1804.02767; names of timm
 */
export class DarkBlock extends Module {
  override readonly kind: string = 'DarkBlock';
  readonly #path: readonly Module[];

  constructor(channels: number, { rng }: { readonly rng: Rng }) {
    super();
    this.#path = [
      this.child('conv1', darkConv(channels, channels / 2, { size: 1, rng: rng.split('conv1') })),
      this.child('conv2', darkConv(channels / 2, channels, { size: 3, rng: rng.split('conv2') })),
    ];
  }

  /**
   * @param x float32 `[N, H, W, channels]`.
   * @returns the same shape.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return add(
      x,
      this.#path.reduce((input, module) => module.forward(input, context), x),
    );
  }
}

/** A convolution with batch norm and timm's leaky relu of slope 0.01; Darknet's own has 0.1. */
export function darkConv(
  inputs: number,
  outputs: number,
  options: HeConvOptions & { readonly size: number },
): Sequential {
  return convUnit(heConv(inputs, outputs, options), { activation: new LeakyReLU(0.01) });
}
