import type { ModelEntry } from '../model-entry.ts';
import { imagenetEntry } from './imagenet-entry.ts';

/** Id and name of the exported builder. */
const builders = {
  resnet18: 'resnet18',
  resnet34: 'resnet34',
  resnet50: 'resnet50',
  resnet101: 'resnet101',
  resnet152: 'resnet152',
  wide_resnet50_2: 'wideResnet50_2',
  resnext50_32x4d: 'resnext50_32x4d',
} as const;

type Id = keyof typeof builders;

const deepResidual = {
  title: 'He, Zhang, Ren, Sun 2015: Deep residual learning for image recognition',
  url: 'https://arxiv.org/abs/1512.03385',
};

function entry(
  id: Id,
  { paper = deepResidual, ...rest }: Pick<ModelEntry, 'title' | 'params' | 'macs'> & Partial<Pick<ModelEntry, 'paper'>>,
): ModelEntry {
  const create: ModelEntry['create'] = async (options) => (await import('../resnet/resnets.ts'))[builders[id]](options);
  return imagenetEntry({ id, create, paper, ...rest });
}

/** The residual nets for ImageNet, by id. */
export const resnetEntries: Readonly<Record<Id, ModelEntry>> = {
  resnet18: entry('resnet18', { title: 'ResNet-18', params: 11_689_512, macs: 1_814_073_344 }),
  resnet34: entry('resnet34', { title: 'ResNet-34', params: 21_797_672, macs: 3_663_761_408 }),
  resnet50: entry('resnet50', { title: 'ResNet-50', params: 25_557_032, macs: 4_089_184_256 }),
  resnet101: entry('resnet101', { title: 'ResNet-101', params: 44_549_160, macs: 7_801_405_440 }),
  resnet152: entry('resnet152', { title: 'ResNet-152', params: 60_192_808, macs: 11_513_626_624 }),
  wide_resnet50_2: entry('wide_resnet50_2', {
    title: 'Wide ResNet-50-2',
    params: 68_883_240,
    macs: 11_398_021_120,
    paper: { title: 'Zagoruyko, Komodakis 2016: Wide residual networks', url: 'https://arxiv.org/abs/1605.07146' },
  }),
  resnext50_32x4d: entry('resnext50_32x4d', {
    title: 'ResNeXt-50 (32x4d)',
    params: 25_028_904,
    macs: 4_230_479_872,
    paper: {
      title: 'Xie, Girshick, Dollár, Tu, He 2016: Aggregated residual transformations for deep neural networks',
      url: 'https://arxiv.org/abs/1611.05431',
    },
  }),
};
