import {
  add,
  avgPool2d,
  batchNorm,
  type Conv2dOptions,
  clip,
  concat,
  conv2d,
  matmul,
  maxPool2d,
  mean,
  pad,
  relu,
  type Tensor,
} from '@cv/tensor';
import type { ForwardContext } from '../forward-model.ts';
import { weight } from './numbers.ts';
import { Tree } from './tree.ts';

export class Conv extends Tree {
  readonly #options: Conv2dOptions;

  constructor(
    shape: readonly [number, number, number, number],
    seed: number,
    options: Conv2dOptions & { biased?: boolean },
  ) {
    super();
    const { biased = false, ...rest } = options;
    this.own('weight', weight(shape, seed));
    if (biased) this.own('bias', weight([shape[3]], seed + 1));
    this.#options = rest;
  }

  protected override compute(x: Tensor): Tensor {
    return conv2d(x, this.weights.weight!, { ...this.#options, bias: this.weights.bias });
  }
}

export class Norm extends Tree {
  constructor(channels: number, seed: number) {
    super();
    this.own('weight', weight([channels], seed, 1));
    this.own('bias', weight([channels], seed + 1));
    this.own('running_mean', weight([channels], seed + 2));
    this.own('running_var', weight([channels], seed + 3, 1));
  }

  protected override compute(x: Tensor): Tensor {
    const { weight: scale, bias: offset, running_mean: average, running_var: variance } = this.weights;
    return batchNorm(x, { scale: scale!, offset: offset!, mean: average!, variance: variance! });
  }
}

export class Dense extends Tree {
  constructor(inputs: number, outputs: number, seed: number) {
    super();
    this.own('weight', weight([inputs, outputs], seed));
    this.own('bias', weight([outputs], seed + 1));
  }

  protected override compute(x: Tensor): Tensor {
    return add(matmul(x, this.weights.weight!), this.weights.bias!);
  }
}

/** conv-bn-relu-conv-bn + x, relu. */
class Residual extends Tree {
  readonly conv1: Conv;
  readonly bn1: Norm;
  readonly conv2: Conv;
  readonly bn2: Norm;

  constructor(channels: number, seed: number) {
    super();
    this.conv1 = this.part('conv1', new Conv([3, 3, channels, channels], seed, { padding: 1 }));
    this.bn1 = this.part('bn1', new Norm(channels, seed + 10));
    this.conv2 = this.part('conv2', new Conv([3, 3, channels / 2, channels], seed + 20, { padding: 1, groups: 2 }));
    this.bn2 = this.part('bn2', new Norm(channels, seed + 30));
  }

  protected override compute(x: Tensor, context: ForwardContext | undefined): Tensor {
    const inner = relu(this.bn1.forward(this.conv1.forward(x, context), context));
    return relu(add(this.bn2.forward(this.conv2.forward(inner, context), context), x));
  }
}

/** Every kind of layer that a convolutional classifier has, on images `[N, 12, 10, 3]`: logits `[N, 5]` and the features under them. */
export class ConvNet extends Tree<{ logits: Tensor; features: Tensor }> {
  readonly stem: Conv;
  readonly norm: Norm;
  readonly block: Residual;
  readonly depthwise: Conv;
  readonly wide: Conv;
  readonly fc: Dense;

  constructor() {
    super();
    this.stem = this.part('stem', new Conv([3, 3, 3, 8], 1, { padding: 1 }));
    this.norm = this.part('norm', new Norm(8, 10));
    this.block = this.part('block', new Residual(8, 100));
    this.depthwise = this.part('depthwise', new Conv([3, 3, 1, 8], 200, { padding: 1, groups: 8, biased: true }));
    this.wide = this.part('wide', new Conv([3, 3, 16, 12], 300, { stride: 2, padding: 'same', biased: true }));
    this.fc = this.part('fc', new Dense(12, 5, 400));
  }

  protected override compute(x: Tensor, context: ForwardContext | undefined): { logits: Tensor; features: Tensor } {
    let y = relu(this.norm.forward(this.stem.forward(x, context), context)); // [N, 12, 10, 8]
    y = maxPool2d(y, { kernelSize: 3, stride: 2, padding: 1 }); // [N, 6, 5, 8]
    y = this.block.forward(y, context);
    const narrow = clip(this.depthwise.forward(y, context), { min: 0, max: 6 });
    y = concat([y, narrow], { axis: 3 }); // [N, 6, 5, 16]
    y = this.wide.forward(
      pad(y, {
        paddings: [
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      }),
      context,
    ); // [N, 4, 3, 12]
    y = avgPool2d(relu(y), { kernelSize: 2, stride: 1 }); // [N, 3, 2, 12]
    const features = mean(y, { axis: [1, 2] });
    return { logits: this.fc.forward(features, context), features };
  }
}
