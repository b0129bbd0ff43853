import { BatchNorm2d, type Context, Module, ReLU, Sequential } from '@cv/layers';
import { concat, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { heConv } from '../he-conv.ts';

/** The numbers of a {@link DenseBlock}. */
export interface DenseBlockOptions {
  readonly inputs: number;
  readonly layers: number;
  /** Channels that each layer adds ("growth rate k"). */
  readonly growth: number;
  readonly rng: Rng;
}

/**
 * A dense block: each layer sees the input and what all layers before it made, and adds `growth` channels.
 *
 * A layer is norm, relu, 1 x 1 convolution to `4 growth` channels, norm, relu, 3 x 3 convolution (DenseNet-B).
 * @source Huang et al. 2016, section 3 and figure 1, https://arxiv.org/abs/1608.06993; names of torchvision
 */
export class DenseBlock extends Module {
  override readonly kind: string = 'DenseBlock';
  readonly #layers: readonly Module[];

  constructor({ inputs, layers, growth, rng }: DenseBlockOptions) {
    super();
    this.#layers = Array.from({ length: layers }, (_, index) => {
      const own = rng.split(index);
      const channels = inputs + index * growth;
      const layer = new Sequential({
        norm1: new BatchNorm2d(channels),
        relu1: new ReLU(),
        conv1: heConv(channels, 4 * growth, { size: 1, mode: 'fanIn', rng: own.split('conv1') }),
        norm2: new BatchNorm2d(4 * growth),
        relu2: new ReLU(),
        conv2: heConv(4 * growth, growth, { size: 3, mode: 'fanIn', rng: own.split('conv2') }),
      });
      return this.child(`denselayer${index + 1}`, layer);
    });
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 `[N, H, W, inputs + layers * growth]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return this.#layers.reduce((maps, layer) => concat([maps, layer.forward(maps, context)], { axis: 3 }), x);
  }
}
