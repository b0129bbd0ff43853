import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  Dropout,
  Flatten,
  kaimingNormal,
  Linear,
  MaxPool2d,
  type Module,
  normal,
  ReLU,
  Sequential,
} from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';

/** A column of the paper's table 1. */
export interface VggTable {
  /** Number of 3 x 3 convolutions in each stage. */
  readonly convs: readonly [number, number, number, number, number];
  /** Batch norm after each convolution, which the paper has not. */
  readonly batchNorm: boolean;
}

/** Channels of each stage; a 2 x 2 max pool ends it. */
const stageChannels = [
  64, //  112 x 112
  128, //  56 x  56
  256, //  28 x  28
  512, //  14 x  14
  512, //   7 x   7
] as const;

/**
 * A net of the VGG family in torchvision's names: `features.0`, ..., `classifier.0`, `classifier.3`, `classifier.6`.
 *
 * Stages: `stage1` to `stage5` (convolutions and a pool), `stage6` (two hidden layers), `head`.
 */
export class Vgg extends Classifier {
  override readonly kind: string = 'Vgg';
  readonly #body: readonly Stage[];
  readonly #classifier: Sequential;
  #output: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ convs, batchNorm }: VggTable, { rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('Vgg', { classes, inChannels });
    let inputs = inChannels;
    const stages = stageChannels.map((channels, index) => {
      const modules = Array.from({ length: convs[index]! }, (_, number): Module[] => {
        const conv = vggConv(inputs, channels, rng.split(`conv${index + 1}_${number + 1}`));
        inputs = channels;
        return batchNorm ? [conv, new BatchNorm2d(channels), new ReLU()] : [conv, new ReLU()];
      });
      return { name: `stage${index + 1}`, modules: [...modules.flat(), new MaxPool2d(2)] };
    });
    this.child('features', new Sequential(stages.flatMap(({ modules }) => modules)));
    const pool = this.child('avgpool', new AdaptiveAvgPool2d(7)); // 7 x 7 x 512 from any size of at least 32 x 32
    this.#output = vggLinear(4096, classes, rng.split('fc8'));
    const hidden = [
      vggLinear(512 * 7 * 7, 4096, rng.split('fc6')),
      new ReLU(),
      new Dropout(0.5),
      vggLinear(4096, 4096, rng.split('fc7')),
      new ReLU(),
      new Dropout(0.5),
    ];
    this.#classifier = this.child('classifier', new Sequential([...hidden, this.#output]));
    this.#body = [...stages, { name: 'stage6', modules: [pool, new Flatten(), ...hidden] }];
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#output] }];
  }

  override get classes(): number {
    return this.#output.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#output = this.#classifier.replace('6', vggLinear(4096, classes, rng));
  }
}

/** 3 x 3 with bias 0, weights from `N(0, 2 / fanOut)`. */
function vggConv(inputs: number, outputs: number, rng: Rng): Conv2d {
  const conv = new Conv2d(inputs, outputs, { kernelSize: 3, padding: 1, rng });
  const draw = { rng: rng.split('weight'), mode: 'fanOut', nonlinearity: 'relu' } as const;
  conv.weight.fill(() => kaimingNormal(conv.weight.shape, draw));
  conv.bias?.fill(() => new Float32Array(outputs));
  return conv;
}

/** Bias 0, weights from `N(0, 0.01^2)`. */
function vggLinear(inputs: number, outputs: number, rng: Rng): Linear {
  const linear = new Linear(inputs, outputs, { rng });
  linear.weight.fill(() => normal(linear.weight.shape, { rng: rng.split('weight'), std: 0.01 }));
  linear.bias?.fill(() => new Float32Array(outputs));
  return linear;
}
