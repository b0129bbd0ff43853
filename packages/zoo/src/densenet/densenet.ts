import {
  AvgPool2d,
  BatchNorm2d,
  GlobalAvgPool,
  Linear,
  type LoadReport,
  MaxPool2d,
  type Module,
  ReLU,
  Sequential,
  type StateDict,
} from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import { heConv } from '../he-conv.ts';
import type { ModelOptions } from '../model-options.ts';
import { DenseBlock } from './dense-block.ts';
import { renameOldKeys } from './rename-old-keys.ts';

/** A column of the paper's table 1. */
export interface DenseNetTable {
  /** Channels that each layer adds ("growth rate k"); the stem has twice as many. */
  readonly growth: number;
  /** Layers of each dense block, at 56 x 56, 28 x 28, 14 x 14 and 7 x 7. */
  readonly layers: readonly [number, number, number, number];
}

/**
 * A DenseNet-BC for ImageNet in torchvision's names: `features.conv0`, `features.denseblock1.denselayer1.norm1`, ..., `classifier`.
 */
export class DenseNet extends Classifier {
  override readonly kind: string = 'DenseNet';
  readonly #body: readonly Stage[];
  readonly #pool: GlobalAvgPool;
  #classifier: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ growth, layers }: DenseNetTable, { rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('DenseNet', { classes, inChannels });
    let channels = 2 * growth;
    const stem: [string, Module][] = [
      ['conv0', heConv(inChannels, channels, { size: 7, stride: 2, mode: 'fanIn', rng: rng.split('conv0') })], // 112 x 112
      ['norm0', new BatchNorm2d(channels)],
      ['relu0', new ReLU()],
      ['pool0', new MaxPool2d(3, { stride: 2, padding: 1 })], // 56 x 56
    ];
    const stages = layers.map((count, index) => {
      const modules: [string, Module][] = [];
      if (index > 0) {
        modules.push([`transition${index}`, transition(channels, rng.split(`transition${index}`))]); // halves size and channels
        channels = Math.floor(channels / 2);
      }
      const name = `denseblock${index + 1}`;
      modules.push([name, new DenseBlock({ inputs: channels, layers: count, growth, rng: rng.split(name) })]);
      channels += count * growth;
      return modules;
    });
    stages.at(-1)!.push(['norm5', new BatchNorm2d(channels)]);
    this.child('features', new Sequential(Object.fromEntries([stem, ...stages].flat())));
    const relu = new ReLU(); // torchvision has it in the forward pass only
    this.#body = [stem, ...stages].map((modules, index) => ({
      name: index === 0 ? 'stem' : `stage${index}`,
      modules: [...modules.map(([, module]) => module), ...(index === layers.length ? [relu] : [])],
    }));
    this.#pool = new GlobalAvgPool(); // 7 x 7 -> 1 x 1
    this.#classifier = this.child('classifier', zeroBias(channels, classes, rng.split('classifier')));
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#pool, this.#classifier] }];
  }

  override get classes(): number {
    return this.#classifier.outFeatures;
  }

  /** Takes the names of torchvision's old files too. */
  override loadStateDict(dict: StateDict, options?: { strict?: boolean }): LoadReport {
    return super.loadStateDict(renameOldKeys(dict), options);
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#classifier = this.replaceChild('classifier', zeroBias(this.#classifier.inFeatures, classes, rng));
  }
}

/** Half the channels (the C of DenseNet-BC), half the size. */
function transition(inputs: number, rng: Rng): Sequential {
  return new Sequential({
    norm: new BatchNorm2d(inputs),
    relu: new ReLU(),
    conv: heConv(inputs, Math.floor(inputs / 2), { size: 1, mode: 'fanIn', rng }),
    pool: new AvgPool2d(2),
  });
}

function zeroBias(inputs: number, outputs: number, rng: Rng): Linear {
  const linear = new Linear(inputs, outputs, { rng });
  linear.bias?.fill(() => new Float32Array(outputs));
  return linear;
}
