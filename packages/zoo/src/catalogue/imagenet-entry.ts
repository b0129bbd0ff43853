import type { ModelEntry } from '../model-entry.ts';
import { imagenetRecipe } from '../preprocessing/recipe.ts';
import { imagenetLabels } from './imagenet-labels.generated.ts';
import { weightsOf } from './published-weights.ts';

type Usual = 'inputShape' | 'preprocessing' | 'labels' | 'licence' | 'weights' | 'aliases';

/** An entry of a model for ImageNet-1k with the usual 224 x 224 input; what differs is given. */
export function imagenetEntry(entry: Omit<ModelEntry, Usual> & Partial<Pick<ModelEntry, Usual>>): ModelEntry {
  return {
    aliases: [],
    inputShape: [224, 224, 3],
    preprocessing: imagenetRecipe,
    labels: imagenetLabels,
    licence: 'MIT',
    weights: weightsOf(entry.id),
    ...entry,
  };
}
