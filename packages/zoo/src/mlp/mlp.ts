import { type Context, Linear, mlp as perceptron } from '@cv/layers';
import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { requireInputShape } from '../require-input-shape.ts';

/** Height and width of the input in pixels. */
const SIDE = 28;

/** Units of the hidden layers; the output layer follows from the number of classes. */
const hidden = [128, 64] as const;

/**
 * A multilayer perceptron for small pictures: `flatten`, `fc1`, `relu1`, `fc2`, `relu2`, `fc3`.
 *
 * Stages: `stage1` and `stage2` (a hidden layer each), `head`.
 */
export class Mlp extends Classifier {
  override readonly kind: string = 'Mlp';
  readonly #inputShape: readonly [number, number, number];
  readonly #body: readonly Stage[];
  #output: Linear;

  /** @throws OptionError when a number of classes or channels is not a whole number above 0. */
  constructor({ rng, classes = 10, inChannels = 1 }: ModelOptions) {
    super();
    checkModelOptions('Mlp', { classes, inChannels });
    this.#inputShape = [SIDE, SIDE, inChannels];
    const inFeatures = SIDE * SIDE * inChannels;
    const layers = perceptron({ inFeatures, hidden, classes, rng }).children();
    const modules = layers.map(([name, layer]) => this.child(name, layer));
    this.#output = modules.pop() as Linear; // a perceptron ends with the linear layer of its logits
    this.#body = [
      { name: 'stage1', modules: modules.slice(0, 3) }, // flatten, fc1, relu1: 128
      { name: 'stage2', modules: modules.slice(3) }, //    fc2, relu2:           64
    ];
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#output] }];
  }

  override get classes(): number {
    return this.#output.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    this.#output = this.replaceChild('fc3', new Linear(this.#output.inFeatures, classes, { rng }));
  }

  /**
   * Runs every layer but the last.
   * @param x float32 `[N, 28, 28, C]`.
   * @returns float32 `[N, 64]`.
   * @throws ShapeError when the pictures have another size or number of channels.
   */
  override features(x: Tensor, context?: Context): Tensor {
    requireInputShape('Mlp', x, this.#inputShape);
    return super.features(x, context);
  }
}

/**
 * A multilayer perceptron of two hidden layers: 109,386 parameters with 10 classes. It sees no neighbourhoods: the same pixels in
 * another order would do as well.
 *
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 28, 28, inChannels]` to logits `[N, classes]`; stages `stage1`, `stage2`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Rumelhart, Hinton, Williams 1986, Learning representations by back-propagating errors; relu for the sigmoid
 * @example
 * ```ts
 * const model = mlp({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 28, 28, 1] -> [N, 10]
 * ```
 */
export function mlp(options: ModelOptions): Mlp {
  return new Mlp(options);
}
