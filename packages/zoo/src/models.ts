import type { Classifier } from './classifier.ts';
import type { ModelOptions } from './model-options.ts';
import { packagedWeights } from './packaged-weights.generated.ts';
import { mnistRecipe, type PreprocessingRecipe } from './preprocessing/recipe.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** What is known of a model without building it. */
export interface ModelEntry {
  readonly id: string;
  readonly title: string;
  /** Loads the code of the model and builds it. */
  create(options: ModelOptions): Promise<Classifier>;
  /** Number of trainable values with the default options. */
  readonly params: number;
  /** Multiply-accumulates of one example: convolutions and linear layers, without bias. */
  readonly macs: number;
  /** Height, width, channels. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  readonly preprocessing: PreprocessingRecipe;
  /** Names of the classes, by index. */
  readonly labels: readonly string[];
  readonly paper: { readonly title: string; readonly url: string };
  /** Of code and packaged weights, as an SPDX identifier. */
  readonly licence: string;
  /** By tag, as in `load('lenet5', { weights: 'mnist' })`. */
  readonly weights: Readonly<Record<string, WeightsEntry>>;
}

const lenet5: ModelEntry = {
  id: 'lenet5',
  title: 'LeNet-5 (modern)',
  create: async (options) => (await import('./lenet/lenet5.ts')).lenet5(options),
  params: 61_706,
  macs: 416_520,
  inputShape: [28, 28, 1],
  preprocessing: mnistRecipe,
  labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  paper: {
    title: 'LeCun, Bottou, Bengio, Haffner 1998: Gradient-based learning applied to document recognition',
    url: 'https://doi.org/10.1109/5.726791',
  },
  licence: 'MIT',
  weights: packagedWeights.lenet5 ?? {},
};

/**
 * The catalogue. It holds no model code: a bundler splits that off until {@link ModelEntry.create} asks for it.
 *
 * @example
 * ```ts
 * const { params, macs } = models.lenet5; // 61706, 416520
 * const model = await models.lenet5.create({ rng: new Rng(1) });
 * ```
 */
export const models: { readonly lenet5: ModelEntry } = { lenet5 };
