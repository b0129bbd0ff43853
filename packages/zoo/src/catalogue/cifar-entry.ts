import type { ModelEntry } from '../model-entry.ts';
import { packagedWeights } from '../packaged-weights.generated.ts';
import { cifarRecipe } from '../preprocessing/recipe.ts';

type Usual = 'inputShape' | 'preprocessing' | 'labels' | 'licence' | 'weights' | 'aliases';

/** An entry of a model for CIFAR-10 with 32 x 32 input; what differs is given. */
export function cifarEntry(entry: Omit<ModelEntry, Usual> & Partial<Pick<ModelEntry, Usual>>): ModelEntry {
  return {
    aliases: [],
    inputShape: [32, 32, 3],
    preprocessing: cifarRecipe,
    labels: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    licence: 'MIT',
    weights: packagedWeights[entry.id] ?? {},
    ...entry,
  };
}
