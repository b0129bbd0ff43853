import {
  AdaptiveAvgPool2d,
  Conv2d,
  Dropout,
  Flatten,
  Linear,
  MaxPool2d,
  type Module,
  ReLU,
  Sequential,
} from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';

/** A convolution followed by a relu and, where `pool` is set, a 3 x 3 max pool of stride 2. */
interface Row {
  readonly channels: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly padding: number;
  readonly pool: boolean;
}

/** The one-column variant that Krizhevsky published in 2014. */
const table: readonly Row[] = [
  { channels: 64, kernel: 11, stride: 4, padding: 2, pool: true }, // 55 x 55 x 64, 27 x 27 x 64
  { channels: 192, kernel: 5, padding: 2, pool: true }, //            27 x 27 x 192, 13 x 13 x 192
  { channels: 384, kernel: 3, padding: 1, pool: false }, //           13 x 13 x 384
  { channels: 256, kernel: 3, padding: 1, pool: false }, //           13 x 13 x 256
  { channels: 256, kernel: 3, padding: 1, pool: true }, //            13 x 13 x 256, 6 x 6 x 256
];

/**
 * AlexNet in torchvision's names: `features.0`, ..., `classifier.1`, `classifier.4`, `classifier.6`.
 *
 * Stages: `stage1` to `stage5` (a convolution each), `stage6` (two hidden layers), `head`.
 */
export class AlexNet extends Classifier {
  override readonly kind: string = 'AlexNet';
  readonly #body: readonly Stage[];
  readonly #classifier: Sequential;
  #output: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    checkModelOptions('AlexNet', { classes, inChannels });
    let inputs = inChannels;
    const stages = table.map(({ channels, kernel, stride = 1, padding, pool }, index) => {
      const options = { kernelSize: kernel, stride, padding, rng: rng.split(`conv${index + 1}`) };
      const modules: Module[] = [new Conv2d(inputs, channels, options), new ReLU()];
      inputs = channels;
      return { name: `stage${index + 1}`, modules: pool ? [...modules, new MaxPool2d(3, { stride: 2 })] : modules };
    });
    this.child('features', new Sequential(stages.flatMap(({ modules }) => modules)));
    const pool = this.child('avgpool', new AdaptiveAvgPool2d(6)); // 6 x 6 x 256 from any size of at least 63 x 63
    this.#output = new Linear(4096, classes, { rng: rng.split('fc8') });
    const hidden = [
      new Dropout(0.5),
      new Linear(inputs * 6 * 6, 4096, { rng: rng.split('fc6') }),
      new ReLU(),
      new Dropout(0.5),
      new Linear(4096, 4096, { rng: rng.split('fc7') }),
      new ReLU(),
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
    this.#output = this.#classifier.replace('6', new Linear(4096, classes, { rng }));
  }
}

/**
 * AlexNet, the one-column variant: 61,100,840 parameters with 1000 classes.
 *
 * Deviations from the paper of 2012, as in the reference: one column, fewer maps in the first layers, no local response normalisation.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes from 63 x 63 work) to logits `[N, classes]`; stages `stage1` to `stage6`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Krizhevsky 2014, One weird trick for parallelizing convolutional neural networks, https://arxiv.org/abs/1404.5997;
 * torchvision.models.alexnet
 * @example
 * ```ts
 * const model = alexnet({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function alexnet(options: ModelOptions): AlexNet {
  return new AlexNet(options);
}
