import type { ModelEntry } from '../model-entry.ts';
import { rawCifarRecipe } from '../preprocessing/recipe.ts';
import { cifarEntry } from './cifar-entry.ts';

type DeepId = 'resnet20' | 'resnet32' | 'resnet44' | 'resnet56' | 'resnet110';
type Id = DeepId | 'resnet8' | 'resnet9';

type OwnFields = Pick<ModelEntry, 'title' | 'params' | 'macs'> &
  Partial<Pick<ModelEntry, 'create' | 'paper' | 'preprocessing'>>;

function entry(id: Id, own: OwnFields): ModelEntry {
  return cifarEntry({
    id,
    create: async (options) => (await import('../resnet/cifar-resnets.ts'))[id as DeepId](options),
    paper: {
      title: 'He, Zhang, Ren, Sun 2015: Deep residual learning for image recognition',
      url: 'https://arxiv.org/abs/1512.03385',
    },
    ...own,
  });
}

/** The residual nets for CIFAR-10, by id. */
export const cifarResNetEntries: Readonly<Record<Id, ModelEntry>> = {
  resnet8: entry('resnet8', {
    title: 'ResNet-8 (MLPerf Tiny)',
    create: async (options) => (await import('../resnet/resnet8.ts')).resnet8(options),
    params: 78_186,
    macs: 12_501_632,
    preprocessing: rawCifarRecipe,
    paper: {
      title: 'Banbury et al. 2021: MLPerf Tiny benchmark',
      url: 'https://arxiv.org/abs/2106.07597',
    },
  }),
  resnet9: entry('resnet9', {
    title: 'ResNet-9 (CIFAR)',
    create: async (options) => (await import('../resnet/resnet9.ts')).resnet9(options),
    params: 6_573_120,
    macs: 379_261_952,
    paper: {
      title: 'Page 2018: How to train your ResNet',
      url: 'https://github.com/davidcpage/cifar10-fast',
    },
  }),
  resnet20: entry('resnet20', { title: 'ResNet-20 (CIFAR)', params: 269_722, macs: 40_551_040 }),
  resnet32: entry('resnet32', { title: 'ResNet-32 (CIFAR)', params: 464_154, macs: 68_862_592 }),
  resnet44: entry('resnet44', { title: 'ResNet-44 (CIFAR)', params: 658_586, macs: 97_174_144 }),
  resnet56: entry('resnet56', { title: 'ResNet-56 (CIFAR)', params: 853_018, macs: 125_485_696 }),
  resnet110: entry('resnet110', { title: 'ResNet-110 (CIFAR)', params: 1_727_962, macs: 252_887_680 }),
};
