import type { ModelEntry } from '../model-entry.ts';
import { packagedWeights } from '../packaged-weights.generated.ts';
import { mnistRecipe } from '../preprocessing/recipe.ts';

/** The multilayer perceptron, by id. */
export const mlpEntries: Readonly<Record<'mlp', ModelEntry>> = {
  mlp: {
    id: 'mlp',
    title: 'MLP 784-128-64-10',
    aliases: [],
    create: async (options) => (await import('../mlp/mlp.ts')).mlp(options),
    params: 109_386,
    macs: 109_184,
    inputShape: [28, 28, 1],
    preprocessing: mnistRecipe,
    labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    paper: {
      title: 'Rumelhart, Hinton, Williams 1986: Learning representations by back-propagating errors',
      url: 'https://doi.org/10.1038/323533a0',
    },
    licence: 'MIT',
    weights: packagedWeights.mlp ?? {},
  },
};
