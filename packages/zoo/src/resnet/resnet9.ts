import { BatchNorm2d, Linear, MaxPool2d, Module, ReLU, Residual, Sequential } from '@cv/layers';
import { max, mul, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import { heConv } from '../he-conv.ts';
import type { ModelOptions } from '../model-options.ts';

/** Output channels of each stage, halved in size by a pool, some with a residual block of two convolutions after it. */
const table = [
  { channels: 128, residual: true }, //  16 x 16 x 128
  { channels: 256, residual: false }, //  8 x  8 x 256
  { channels: 512, residual: true }, //   4 x  4 x 512
] as const;

const STEM_CHANNELS = 64;

/** What the logits are multiplied by, so that they begin small. */
const LOGIT_SCALE = 0.125;

/** The largest value of each map: `[N, H, W, C]` to `[N, C]`. */
class GlobalMaxPool extends Module {
  override readonly kind: string = 'GlobalMaxPool';

  protected override compute(x: Tensor): Tensor {
    return max(x, { axis: [1, 2] });
  }
}

/** Multiplies by a number that is not learned. */
class Scale extends Module {
  override readonly kind: string = 'Scale';
  readonly factor: number;

  constructor(factor: number) {
    super();
    this.factor = factor;
  }

  protected override compute(x: Tensor): Tensor {
    return mul(x, this.factor);
  }
}

/** Convolution 3 x 3, batch norm, relu. */
function convBn(inputs: number, outputs: number, rng: Rng): Sequential {
  return new Sequential({
    conv: heConv(inputs, outputs, { size: 3, mode: 'fanIn', rng: rng.split('conv') }),
    bn: new BatchNorm2d(outputs),
    relu: new ReLU(),
  });
}

/** Stage by stage: convolution, pool, and the residual block where the table has one. */
function stageOf(inputs: number, { channels, residual }: (typeof table)[number], rng: Rng): Sequential {
  const block = (): Residual =>
    new Residual(
      new Sequential({
        res1: convBn(channels, channels, rng.split('res1')),
        res2: convBn(channels, channels, rng.split('res2')),
      }),
    );
  return new Sequential({
    convbn: convBn(inputs, channels, rng.split('convbn')),
    pool: new MaxPool2d(2),
    ...(residual && { residual: block() }),
  });
}

/**
 * The nine-layer residual net that won DAWNBench's CIFAR-10 training in 2018: wide and shallow, made to be trained in minutes.
 *
 * Stages: `stem`, `stage1` to `stage3`, `head`.
 */
export class ResNet9 extends Classifier {
  override readonly kind: string = 'ResNet9';
  readonly #body: readonly Stage[];
  readonly #pool: GlobalMaxPool;
  readonly #scale: Scale;
  #linear: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ rng, classes = 10, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('ResNet9', { classes, inChannels });
    const stem = this.child('prep', convBn(inChannels, STEM_CHANNELS, rng.split('prep'))); // 32 x 32 x 64
    let inputs = STEM_CHANNELS;
    const stages = table.map((row, index) => {
      const name = `layer${index + 1}`;
      const layer = this.child(name, stageOf(inputs, row, rng.split(name)));
      inputs = row.channels;
      return { name: `stage${index + 1}`, modules: [layer] };
    });
    this.#body = [{ name: 'stem', modules: [stem] }, ...stages];
    this.#pool = this.child('pool', new GlobalMaxPool()); // 512
    this.#linear = this.child('linear', new Linear(inputs, classes, { bias: false, rng: rng.split('linear') }));
    this.#scale = this.child('scale', new Scale(LOGIT_SCALE));
  }

  override get stages(): readonly Stage[] {
    const head = [this.#pool, this.#linear, this.#scale];
    return [...this.#body, { name: 'head', modules: head }];
  }

  override get classes(): number {
    return this.#linear.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#linear = this.replaceChild('linear', new Linear(this.#linear.inFeatures, classes, { bias: false, rng }));
  }
}

/**
 * ResNet-9 for CIFAR-10: 6,573,120 parameters with 10 classes.
 *
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 32, 32, inChannels]` (other sizes work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source David Page 2018, How to train your ResNet (davidcpage/cifar10-fast, `net` with extra layers and residual blocks in stages 1 and 3):
 * the same layers, with He's initialisation for the convolutions and a pool over the whole map in place of 4 x 4, which is the same for 32 x 32
 * @example
 * ```ts
 * const model = resnet9({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 32, 32, 3] -> [N, 10]
 * ```
 */
export function resnet9(options: ModelOptions): ResNet9 {
  return new ResNet9(options);
}
