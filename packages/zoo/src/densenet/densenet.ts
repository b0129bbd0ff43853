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
  type StateSource,
} from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import { heConv } from '../he-conv.ts';
import type { ModelOptions } from '../model-options.ts';
import { DenseBlock } from './dense-block.ts';
import { renameOldEntries, renameOldKeys } from './rename-old-keys.ts';

/** A column of the paper's table 1, or a row of its table 2. */
export interface DenseNetTable {
  /** Channels that each layer adds ("growth rate k"); the stem has twice as many. */
  readonly growth: number;
  /** Layers of each dense block; the size is halved between two. */
  readonly layers: readonly number[];
  /** `imagenet`: a 7 x 7 convolution and a max pool, each of stride 2; `cifar`: a 3 x 3 convolution that keeps the size. */
  readonly stem?: 'imagenet' | 'cifar';
}

/**
 * A DenseNet-BC in torchvision's names: `features.conv0`, `features.denseblock1.denselayer1.norm1`, ..., `features.norm5`, `classifier`.
 *
 * The last norm is `norm5` whatever the number of blocks, as in torchvision's class.
 */
export class DenseNet extends Classifier {
  override readonly kind: string = 'DenseNet';
  readonly #body: readonly Stage[];
  readonly #pool: GlobalAvgPool;
  #classifier: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor(
    { growth, layers, stem = 'imagenet' }: DenseNetTable,
    { rng, classes = 1000, inChannels = 3 }: ModelOptions,
  ) {
    super();
    checkModelOptions('DenseNet', { classes, inChannels });
    let channels = 2 * growth;
    const first = stems[stem](inChannels, channels, rng.split('conv0'));
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
    this.child('features', new Sequential(Object.fromEntries([first, ...stages].flat())));
    const relu = new ReLU(); // torchvision has it in the forward pass only
    this.#body = [first, ...stages].map((modules, index) => ({
      name: index === 0 ? 'stem' : `stage${index}`,
      modules: [...modules.map(([, module]) => module), ...(index === layers.length ? [relu] : [])],
    }));
    this.#pool = new GlobalAvgPool();
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

  /** Takes the names of torchvision's old files too. */
  override loadStateFrom(source: StateSource, options?: { strict?: boolean }): Promise<LoadReport> {
    return super.loadStateFrom(renameOldEntries(source), options);
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    this.#classifier = this.replaceChild('classifier', zeroBias(this.#classifier.inFeatures, classes, rng));
  }
}

const stems: Readonly<Record<'imagenet' | 'cifar', (inputs: number, outputs: number, rng: Rng) => [string, Module][]>> =
  {
    imagenet: (inputs, outputs, rng) => [
      ['conv0', heConv(inputs, outputs, { size: 7, stride: 2, mode: 'fanIn', rng })], // 112 x 112
      ['norm0', new BatchNorm2d(outputs)],
      ['relu0', new ReLU()],
      ['pool0', new MaxPool2d(3, { stride: 2, padding: 1 })], //                          56 x  56
    ],
    cifar: (inputs, outputs, rng) => [
      ['conv0', heConv(inputs, outputs, { size: 3, mode: 'fanIn', rng })], //             32 x  32
    ],
  };

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
