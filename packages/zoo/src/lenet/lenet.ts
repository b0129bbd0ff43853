import { type Context, Flatten, Linear, type Module } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { requireInputShape } from '../require-input-shape.ts';
import { type LeNetRow, type LeNetStyle, type MapShape, rowModules, shapeAfter } from './lenet-rows.ts';

/** A LeNet in the notation of its paper; the output layer follows from the number of classes. */
export interface LeNetTable {
  /** Height and width of the input in pixels. */
  readonly inputSize: number;
  /** relu and max pooling where left out. */
  readonly style?: LeNetStyle;
  /** The rows of each stage before the head. */
  readonly stages: readonly (readonly LeNetRow[])[];
  /** Name of the output layer; the next of `fc1`, `fc2`, ... where left out. */
  readonly head?: string;
}

/**
 * A convolutional net of the LeNet family, built from a table. Its convolutions are `conv1`, `conv2`, ..., its fully
 * connected layers `fc1`, `fc2`, ...; the last of these is the head.
 */
export class LeNet extends Classifier {
  override readonly kind: string = 'LeNet';
  readonly #inputShape: readonly [number, number, number];
  readonly #body: readonly Stage[];
  /** Before the head of a net whose last hidden layer is one of maps. */
  readonly #flatten: readonly Flatten[];
  readonly #headName: string;
  #output: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor(table: LeNetTable, { rng, classes = 10, inChannels = 1 }: ModelOptions) {
    super();
    // Before the first layer exists: a constructor that throws cannot free what it made.
    if (!Number.isInteger(classes) || classes < 1) {
      throw new OptionError(`LeNet: classes is ${classes}, expected a whole number of at least 1`, {
        received: classes,
      });
    }
    const counts = new Map<string, number>();
    const name = (kind: string): string => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return `${kind}${count}`;
    };
    this.#inputShape = [table.inputSize, table.inputSize, inChannels];
    const { style = { activation: 'relu', pool: 'max' } } = table;
    let shape: MapShape = { maps: inChannels, size: table.inputSize };
    this.#body = table.stages.map((rows, index) => {
      const modules: Module[] = [];
      for (const row of rows) {
        for (const [key, module] of rowModules(row, shape, { name, rng, style })) modules.push(this.child(key, module));
        shape = shapeAfter(row, shape);
      }
      return { name: `stage${index + 1}`, modules };
    });
    this.#flatten = shape.size === 1 ? [] : [this.child('flatten', new Flatten())];
    this.#headName = table.head ?? name('fc');
    const inputs = shape.maps * shape.size ** 2;
    this.#output = this.child(this.#headName, new Linear(inputs, classes, { rng: rng.split(this.#headName) }));
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [...this.#flatten, this.#output] }];
  }

  override get classes(): number {
    return this.#output.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    const output = new Linear(this.#output.inFeatures, classes, { rng });
    this.#output = this.replaceChild(this.#headName, output);
  }

  /**
   * Runs every layer but the last.
   * @param x float32 `[N, H, W, C]` of the input size.
   * @returns float32 `[N, units of the last hidden layer]`, or `[N, H, W, maps]` where that is one of maps.
   * @throws ShapeError when the pictures have another size or number of channels.
   */
  override features(x: Tensor, context?: Context): Tensor {
    requireInputShape('LeNet', x, this.#inputShape);
    return super.features(x, context);
  }
}
