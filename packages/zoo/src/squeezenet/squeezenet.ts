import { Conv2d, Dropout, GlobalAvgPool, MaxPool2d, type Module, normal, ReLU, Sequential } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { Fire, squeezeConv } from './fire.ts';

/** The paper's table 1, or its successor. */
export interface SqueezeNetTable {
  /** The first convolution, of stride 2 without padding. */
  readonly stem: { readonly channels: number; readonly kernel: number };
  /** Each stage starts with a max pool; its rows are the channels that squeeze and those of each branch that expands. */
  readonly stages: readonly (readonly (readonly [squeeze: number, expand: number])[])[];
  /** Zeros around the map that the last convolution looks at: 1 in the net as its authors published it, 0 in torchvision's. */
  readonly outputPadding?: number;
}

/**
 * A SqueezeNet in torchvision's names: `features.0`, `features.3.squeeze`, `features.3.expand1x1`, ..., `classifier.1`.
 *
 * The last layer is a 1 x 1 convolution to the classes, with a relu, averaged over the map: logits are never below 0.
 */
export class SqueezeNet extends Classifier {
  override readonly kind: string = 'SqueezeNet';
  readonly #body: readonly Stage[];
  readonly #classifier: Sequential;
  readonly #outputPadding: number;
  #output: Conv2d;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor(table: SqueezeNetTable, { rng, classes = 1000, inChannels = 3 }: ModelOptions) {
    super();
    const { stem, stages, outputPadding = 0 } = table;
    checkModelOptions('SqueezeNet', { classes, inChannels });
    const options = { size: stem.kernel, stride: 2, rng: rng.split('conv1') };
    const first: Module[] = [squeezeConv(inChannels, stem.channels, options), new ReLU()];
    let inputs = stem.channels;
    let fires = 1;
    const rest = stages.map((rows, index) => {
      const modules = rows.map(([squeeze, expand]) => {
        const fire = new Fire({ inputs, squeeze, expand, rng: rng.split(`fire${++fires}`) });
        inputs = fire.outChannels;
        return fire;
      });
      // ceilMode as in Caffe, from which the net came
      return { name: `stage${index + 1}`, modules: [new MaxPool2d(3, { stride: 2, ceilMode: true }), ...modules] };
    });
    this.#body = [{ name: 'stem', modules: first }, ...rest];
    this.child('features', new Sequential(this.#body.flatMap(({ modules }) => modules)));
    this.#outputPadding = outputPadding;
    this.#output = classConv(inputs, classes, { padding: outputPadding, rng: rng.split('conv10') });
    const classifier = [new Dropout(0.5), this.#output, new ReLU(), new GlobalAvgPool()];
    this.#classifier = this.child('classifier', new Sequential(classifier));
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#classifier] }];
  }

  override get classes(): number {
    return this.#output.outChannels;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    const options = { padding: this.#outputPadding, rng };
    this.#output = this.#classifier.replace('1', classConv(this.#output.inChannels, classes, options));
  }
}

function classConv(inputs: number, classes: number, { padding, rng }: { padding: number; rng: Rng }): Conv2d {
  const conv = new Conv2d(inputs, classes, { kernelSize: 1, padding, rng });
  conv.weight.fill(() => normal(conv.weight.shape, { rng: rng.split('weight'), std: 0.01 }));
  conv.bias?.fill(() => new Float32Array(classes));
  return conv;
}
