import { AvgPool2d, Concat, type Context, MaxPool2d, Module, Sequential } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { BasicConv2d } from './basic-conv2d.ts';
import type { Branch, ConvRow } from './inception-v3-rows.ts';

/** The numbers of an {@link InceptionBlock}. */
export interface InceptionBlockOptions {
  readonly inputs: number;
  readonly branches: readonly Branch[];
  readonly std: number;
  readonly rng: Rng;
}

/**
 * A module of Inception v3: branches side by side, each a chain of convolutions; some start with a pool, some end in two convolutions
 * side by side.
 * @source Szegedy et al. 2015, figures 5 to 7 and 10, https://arxiv.org/abs/1512.00567; names of torchvision
 */
export class InceptionBlock extends Module {
  override readonly kind: string = 'InceptionBlock';
  /** Of the output. */
  readonly outChannels: number;
  readonly #branches: Concat;

  constructor({ inputs, branches, std, rng }: InceptionBlockOptions) {
    super();
    const conv = (from: number, { name, outputs, kernel, stride }: ConvRow) => {
      // Half the kernel on each side, but none where the size is halved
      const padding = stride === 2 ? 0 : ([(kernel[0] - 1) / 2, (kernel[1] - 1) / 2] as const);
      const options = { kernelSize: kernel, stride, padding, std, rng: rng.split(name) };
      return this.child(name, new BasicConv2d(from, outputs, options));
    };
    let outChannels = 0;
    const chains = branches.map(({ pool, convs, fork = [] }) => {
      let channels = inputs;
      const modules: Module[] = pool === undefined ? [] : [pools[pool]()];
      for (const row of convs) {
        modules.push(conv(channels, row));
        channels = row.outputs;
      }
      if (fork.length > 0) {
        modules.push(new Concat(fork.map((row) => conv(channels, row))));
        channels = fork.reduce((sum, { outputs }) => sum + outputs, 0);
      }
      outChannels += channels;
      return new Sequential(modules);
    });
    this.outChannels = outChannels;
    this.#branches = new Concat(chains);
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 `[N, H', W', outChannels]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return this.#branches.forward(x, context);
  }
}

/** torchvision has them in the forward pass only. */
const pools = {
  average: () => new AvgPool2d(3, { stride: 1, padding: 1 }),
  max: () => new MaxPool2d(3, { stride: 2 }),
} as const;
