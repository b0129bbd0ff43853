import type { ModelEntry } from '../model-entry.ts';
import { imagenetEntry } from './imagenet-entry.ts';

/** Id and name of the exported builder. */
const builders = {
  vgg11: 'vgg11',
  vgg11_bn: 'vgg11Bn',
  vgg13: 'vgg13',
  vgg13_bn: 'vgg13Bn',
  vgg16: 'vgg16',
  vgg16_bn: 'vgg16Bn',
  vgg19: 'vgg19',
  vgg19_bn: 'vgg19Bn',
} as const;

type Id = keyof typeof builders;

function entry(id: Id, given: Pick<ModelEntry, 'title' | 'params' | 'macs'>): ModelEntry {
  return imagenetEntry({
    id,
    create: async (options) => (await import('../vgg/vggs.ts'))[builders[id]](options),
    paper: {
      title: 'Simonyan, Zisserman 2014: Very deep convolutional networks for large-scale image recognition',
      url: 'https://arxiv.org/abs/1409.1556',
    },
    ...given,
  });
}

/** The VGG nets, by id. */
export const vggEntries: Readonly<Record<Id, ModelEntry>> = {
  vgg11: entry('vgg11', { title: 'VGG-11', params: 132_863_336, macs: 7_609_090_048 }),
  vgg11_bn: entry('vgg11_bn', { title: 'VGG-11 with batch norm', params: 132_868_840, macs: 7_609_090_048 }),
  vgg13: entry('vgg13', { title: 'VGG-13', params: 133_047_848, macs: 11_308_466_176 }),
  vgg13_bn: entry('vgg13_bn', { title: 'VGG-13 with batch norm', params: 133_053_736, macs: 11_308_466_176 }),
  vgg16: entry('vgg16', { title: 'VGG-16', params: 138_357_544, macs: 15_470_264_320 }),
  vgg16_bn: entry('vgg16_bn', { title: 'VGG-16 with batch norm', params: 138_365_992, macs: 15_470_264_320 }),
  vgg19: entry('vgg19', { title: 'VGG-19', params: 143_667_240, macs: 19_632_062_464 }),
  vgg19_bn: entry('vgg19_bn', { title: 'VGG-19 with batch norm', params: 143_678_248, macs: 19_632_062_464 }),
};
