import type { ModelEntry } from '../model-entry.ts';
import { imagenetEntry } from './imagenet-entry.ts';

type Id = 'densenet121' | 'densenet161' | 'densenet169' | 'densenet201';

function entry(id: Id, given: Pick<ModelEntry, 'title' | 'params' | 'macs'>): ModelEntry {
  return imagenetEntry({
    id,
    create: async (options) => (await import('../densenet/densenets.ts'))[id](options),
    paper: {
      title: 'Huang, Liu, van der Maaten, Weinberger 2016: Densely connected convolutional networks',
      url: 'https://arxiv.org/abs/1608.06993',
    },
    ...given,
  });
}

/** The DenseNets, by id. */
export const densenetEntries: Readonly<Record<Id, ModelEntry>> = {
  densenet121: entry('densenet121', { title: 'DenseNet-121', params: 7_978_856, macs: 2_834_161_664 }),
  densenet161: entry('densenet161', { title: 'DenseNet-161', params: 28_681_000, macs: 7_727_907_072 }),
  densenet169: entry('densenet169', { title: 'DenseNet-169', params: 14_149_480, macs: 3_359_843_328 }),
  densenet201: entry('densenet201', { title: 'DenseNet-201', params: 20_013_928, macs: 4_291_365_888 }),
};
