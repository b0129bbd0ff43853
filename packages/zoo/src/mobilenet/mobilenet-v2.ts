import { Dropout, GlobalAvgPool, Linear, type Module, normal, Sequential } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { convNormRelu6, InvertedResidual } from './inverted-residual.ts';

/** The paper's table 2: expansion t, channels c, repetitions n, stride s of the first; a stage starts where the size halves. */
const table = [
  { stage: 0, t: 1, c: 16, n: 1, s: 1 }, //  112 x 112 x 16
  { stage: 1, t: 6, c: 24, n: 2, s: 2 }, //   56 x  56 x 24
  { stage: 2, t: 6, c: 32, n: 3, s: 2 }, //   28 x  28 x 32
  { stage: 3, t: 6, c: 64, n: 4, s: 2 }, //   14 x  14 x 64
  { stage: 3, t: 6, c: 96, n: 3, s: 1 }, //   14 x  14 x 96
  { stage: 4, t: 6, c: 160, n: 3, s: 2 }, //   7 x   7 x 160
  { stage: 4, t: 6, c: 320, n: 1, s: 1 }, //   7 x   7 x 320
] as const;

/** Channels of the stem and of the last convolution. */
const STEM = 32;
const LAST = 1280;

/**
 * MobileNetV2 in torchvision's names: `features.0.0`, `features.1.conv.0.0`, ..., `classifier.1`.
 *
 * Stages: `stem` (112 x 112), `stage1` to `stage4`, one for each size; `head` (average, dropout, linear).
 */
export class MobileNetV2 extends Classifier {
  override readonly kind: string = 'MobileNetV2';
  readonly #body: readonly Stage[];
  readonly #pool: GlobalAvgPool = new GlobalAvgPool();
  readonly #classifier: Sequential;
  #output: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('MobileNetV2', { classes, inChannels });
    const stem = convNormRelu6(inChannels, STEM, { size: 3, stride: 2, rng: rng.split('stem') });
    const stages: Module[][] = [[stem], [], [], [], []];
    let inputs = STEM;
    for (const [row, { stage, t, c, n, s }] of table.entries()) {
      for (let index = 0; index < n; index++) {
        const own = rng.split(`row${row}`).split(index);
        const stride = index === 0 ? s : 1;
        stages[stage]!.push(new InvertedResidual({ inputs, outputs: c, stride, expansion: t, rng: own }));
        inputs = c;
      }
    }
    stages.at(-1)!.push(convNormRelu6(inputs, LAST, { size: 1, rng: rng.split('last') })); // 7 x 7 x 1280
    this.child('features', new Sequential(stages.flat()));
    this.#body = stages.map((modules, index) => ({ name: index === 0 ? 'stem' : `stage${index}`, modules }));
    this.#output = output(LAST, classes, rng.split('classifier'));
    this.#classifier = this.child('classifier', new Sequential([new Dropout(0.2), this.#output]));
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#pool, this.#classifier] }];
  }

  override get classes(): number {
    return this.#output.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#output = this.#classifier.replace('1', output(LAST, classes, rng));
  }
}

/** Bias 0, weights from `N(0, 0.01^2)`. */
function output(inputs: number, classes: number, rng: Rng): Linear {
  const linear = new Linear(inputs, classes, { rng });
  linear.weight.fill(() => normal(linear.weight.shape, { rng: rng.split('weight'), std: 0.01 }));
  linear.bias?.fill(() => new Float32Array(classes));
  return linear;
}

/**
 * MobileNetV2: 3,504,872 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage4`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Sandler et al. 2018, https://arxiv.org/abs/1801.04381; torchvision.models.mobilenet_v2
 * @example
 * ```ts
 * const model = mobilenetV2({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function mobilenetV2(options: ModelOptions): MobileNetV2 {
  return new MobileNetV2(options);
}
