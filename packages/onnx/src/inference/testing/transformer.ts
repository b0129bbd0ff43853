import {
  add,
  broadcastTo,
  concat,
  conv2d,
  gelu,
  layerNorm,
  matmul,
  mul,
  reshape,
  scaledDotProductAttention,
  slice,
  softmax,
  type Tensor,
  transpose,
} from '@cv/tensor';
import type { ForwardContext } from '../forward-model.ts';
import { weight } from './numbers.ts';
import { Tree } from './tree.ts';

const WIDTH = 12;
const HEADS = 3;

class Linear extends Tree {
  constructor(inputs: number, outputs: number, seed: number) {
    super();
    this.own('weight', weight([inputs, outputs], seed));
    this.own('bias', weight([outputs], seed + 1));
  }

  protected override compute(x: Tensor): Tensor {
    const width = x.shape.at(-1)!;
    const y = add(matmul(reshape(x, [x.size / width, width]), this.weights.weight!), this.weights.bias!);
    return reshape(y, [...x.shape.slice(0, -1), y.shape[1]!]);
  }
}

class LayerNorm extends Tree {
  constructor(seed: number) {
    super();
    this.own('weight', weight([WIDTH], seed, 1));
    this.own('bias', weight([WIDTH], seed + 1));
  }

  protected override compute(x: Tensor): Tensor {
    return layerNorm(x, { scale: this.weights.weight, offset: this.weights.bias, epsilon: 1e-6 });
  }
}

interface BlockOptions {
  readonly seed: number;
  readonly causal: boolean;
  readonly approximate: 'none' | 'tanh';
}

class Block extends Tree {
  readonly norm1: LayerNorm;
  readonly qkv: Linear;
  readonly proj: Linear;
  readonly norm2: LayerNorm;
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly #options: BlockOptions;

  constructor(options: BlockOptions) {
    super();
    const { seed } = options;
    this.#options = options;
    this.norm1 = this.part('norm1', new LayerNorm(seed));
    this.qkv = this.part('qkv', new Linear(WIDTH, 3 * WIDTH, seed + 10));
    this.proj = this.part('proj', new Linear(WIDTH, WIDTH, seed + 20));
    this.own('gamma', weight([WIDTH], seed + 30));
    this.norm2 = this.part('norm2', new LayerNorm(seed + 40));
    this.fc1 = this.part('fc1', new Linear(WIDTH, 2 * WIDTH, seed + 50));
    this.fc2 = this.part('fc2', new Linear(2 * WIDTH, WIDTH, seed + 60));
  }

  protected override compute(x: Tensor, context: ForwardContext | undefined): Tensor {
    const [count, length] = x.shape as [number, number];
    const { causal, approximate } = this.#options;
    const split = reshape(this.qkv.forward(this.norm1.forward(x, context), context), [count, length, 3, HEADS, 4]);
    const parts = transpose(split, { perm: [2, 0, 3, 1, 4] });
    const part = (i: number): Tensor =>
      reshape(slice(parts, { begin: [i, 0, 0, 0, 0], size: [1, -1, -1, -1, -1] }), [count, HEADS, length, 4]);
    const heads = scaledDotProductAttention({ query: part(0), key: part(1), value: part(2) }, { causal });
    const joined = reshape(transpose(heads, { perm: [0, 2, 1, 3] }), [count, length, WIDTH]);
    const y = add(x, mul(this.proj.forward(joined, context), this.weights.gamma!));
    const inner = gelu(this.fc1.forward(this.norm2.forward(y, context), context), { approximate });
    return add(y, this.fc2.forward(inner, context));
  }
}

/** A small vision transformer on images `[N, 16, 16, 3]`: class token, positions, both GELUs, a causal block; probabilities `[N, 7]`. */
export class Transformer extends Tree {
  readonly blocks: readonly Block[];
  readonly norm: LayerNorm;
  readonly head: Linear;

  constructor() {
    super();
    this.own('patch', weight([4, 4, 3, WIDTH], 1));
    this.own('cls_token', weight([1, 1, WIDTH], 2));
    this.own('pos_embed', weight([1, 17, WIDTH], 3));
    const options = [
      { causal: false, approximate: 'none' },
      { causal: true, approximate: 'tanh' },
    ] as const;
    this.blocks = options.map((option, i) => this.part(`block${i}`, new Block({ ...option, seed: 100 * (i + 1) })));
    this.norm = this.part('norm', new LayerNorm(500));
    this.head = this.part('head', new Linear(WIDTH, 7, 600));
  }

  protected override compute(x: Tensor, context: ForwardContext | undefined): Tensor {
    const count = x.shape[0]!;
    const { patch, cls_token: token, pos_embed: positions } = this.weights;
    const patches = reshape(conv2d(x, patch!, { stride: 4 }), [count, 16, WIDTH]);
    let y = concat([broadcastTo(token!, [count, 1, WIDTH]), patches], { axis: 1 });
    y = add(y, positions!);
    for (const block of this.blocks) y = block.forward(y, context);
    const first = slice(this.norm.forward(y, context), { begin: [0, 0, 0], size: [-1, 1, -1] });
    return softmax(this.head.forward(reshape(first, [count, WIDTH]), context));
  }
}
