import type { ModelEntry } from '../model-entry.ts';
import { packagedWeights } from '../packaged-weights.generated.ts';
import { mnistRecipe } from '../preprocessing/recipe.ts';

/** The LeNets, by id. */
export const lenetEntries: Readonly<Record<'lenet5', ModelEntry>> = {
  lenet5: {
    id: 'lenet5',
    title: 'LeNet-5 (modern)',
    aliases: [],
    create: async (options) => (await import('../lenet/lenet5.ts')).lenet5(options),
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
  },
};
