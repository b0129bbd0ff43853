import type { ModelEntry } from '../model-entry.ts';
import { cifarEntry } from './cifar-entry.ts';
import { imagenetEntry } from './imagenet-entry.ts';

type ImageNetId = 'densenet121' | 'densenet161' | 'densenet169' | 'densenet201';
type CifarId = 'densenet_bc_100_12' | 'densenet_bc_250_24' | 'densenet_bc_190_40';
type Given = Pick<ModelEntry, 'title' | 'params' | 'macs'>;

const paper = {
  title: 'Huang, Liu, van der Maaten, Weinberger 2016: Densely connected convolutional networks',
  url: 'https://arxiv.org/abs/1608.06993',
};

function entry(id: ImageNetId, given: Given): ModelEntry {
  const create: ModelEntry['create'] = async (options) => (await import('../densenet/densenets.ts'))[id](options);
  return imagenetEntry({ id, create, paper, ...given });
}

function cifar(id: CifarId, given: Given & Pick<ModelEntry, 'create'>): ModelEntry {
  return cifarEntry({ id, paper, ...given });
}

const cifarNets = () => import('../densenet/cifar-densenets.ts');

/** The DenseNets, by id. */
export const densenetEntries: Readonly<Record<ImageNetId | CifarId, ModelEntry>> = {
  densenet121: entry('densenet121', { title: 'DenseNet-121', params: 7_978_856, macs: 2_834_161_664 }),
  densenet161: entry('densenet161', { title: 'DenseNet-161', params: 28_681_000, macs: 7_727_907_072 }),
  densenet169: entry('densenet169', { title: 'DenseNet-169', params: 14_149_480, macs: 3_359_843_328 }),
  densenet201: entry('densenet201', { title: 'DenseNet-201', params: 20_013_928, macs: 4_291_365_888 }),
  densenet_bc_100_12: cifar('densenet_bc_100_12', {
    title: 'DenseNet-BC-100, k = 12 (CIFAR)',
    create: async (options) => (await cifarNets()).densenetBc100_12(options),
    params: 769_162,
    macs: 287_929_692,
  }),
  densenet_bc_250_24: cifar('densenet_bc_250_24', {
    title: 'DenseNet-BC-250, k = 24 (CIFAR)',
    create: async (options) => (await cifarNets()).densenetBc250_24(options),
    params: 15_324_406,
    macs: 5_418_785_724,
  }),
  densenet_bc_190_40: cifar('densenet_bc_190_40', {
    title: 'DenseNet-BC-190, k = 40 (CIFAR)',
    create: async (options) => (await cifarNets()).densenetBc190_40(options),
    params: 25_624_430,
    macs: 9_301_945_740,
  }),
};
