import type { Classifier } from './classifier.ts';
import type { ModelOptions } from './model-options.ts';
import type { PreprocessingRecipe } from './preprocessing/recipe.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** What is known of a model without building it. */
export interface ModelEntry {
  readonly id: string;
  readonly title: string;
  /** Other names of the same model (those of timm where the id is torchvision's). */
  readonly aliases: readonly string[];
  /** Loads the code of the model and builds it. */
  create(options: ModelOptions): Promise<Classifier>;
  /** Number of trainable values with the default options. */
  readonly params: number;
  /** Multiply-accumulates of one example of the input shape: convolutions, linear layers, attention; without bias. */
  readonly macs: number;
  /** Height, width, channels. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Weights may have their own. */
  readonly preprocessing: PreprocessingRecipe;
  /** Names of the classes, by index. */
  readonly labels: readonly string[];
  readonly paper: { readonly title: string; readonly url: string };
  /** Of code and packaged weights, as an SPDX identifier. */
  readonly licence: string;
  /** By tag, as in `load('lenet5', { weights: 'mnist' })`; the first is the default. */
  readonly weights: Readonly<Record<string, WeightsEntry>>;
}
