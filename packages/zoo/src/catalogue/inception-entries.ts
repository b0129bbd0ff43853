import type { ModelEntry } from '../model-entry.ts';
import { imagenetRecipe } from '../preprocessing/recipe.ts';
import { imagenetEntry } from './imagenet-entry.ts';

type Id = 'googlenet' | 'inception_v3';

/**
 * The published weights want pictures from -1 to 1; torchvision normalises them as for all its models and lets the model take that back
 * (`transformInput`), which comes to the same.
 */
const fromMinusOneToOne = { ...imagenetRecipe, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

/** The nets of Inception modules, by id. */
export const inceptionEntries: Readonly<Record<Id, ModelEntry>> = {
  googlenet: imagenetEntry({
    id: 'googlenet',
    title: 'GoogLeNet',
    create: async (options) => (await import('../inception/googlenet.ts')).googlenet(options),
    params: 6_624_904,
    macs: 1_498_376_192,
    preprocessing: fromMinusOneToOne,
    paper: {
      title: 'Szegedy et al. 2014: Going deeper with convolutions',
      url: 'https://arxiv.org/abs/1409.4842',
    },
  }),
  inception_v3: imagenetEntry({
    id: 'inception_v3',
    title: 'Inception v3',
    create: async (options) => (await import('../inception/inception-v3.ts')).inceptionV3(options),
    params: 27_161_264,
    macs: 5_713_216_096,
    inputShape: [299, 299, 3],
    preprocessing: { ...fromMinusOneToOne, size: [299, 299], resize: 342 },
    paper: {
      title: 'Szegedy et al. 2015: Rethinking the Inception architecture for computer vision',
      url: 'https://arxiv.org/abs/1512.00567',
    },
  }),
};
