import type { ModelEntry } from '../model-entry.ts';
import { imagenetEntry } from './imagenet-entry.ts';

type Id = 'alexnet' | 'squeezenet1_0' | 'squeezenet1_1' | 'mobilenet_v2';

const squeezenetPaper = {
  title: 'Iandola et al. 2016: SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size',
  url: 'https://arxiv.org/abs/1602.07360',
};

/** AlexNet and the small nets that came after it, by id. */
export const smallNetEntries: Readonly<Record<Id, ModelEntry>> = {
  alexnet: imagenetEntry({
    id: 'alexnet',
    title: 'AlexNet',
    create: async (options) => (await import('../alexnet/alexnet.ts')).alexnet(options),
    params: 61_100_840,
    macs: 714_188_480,
    paper: {
      title: 'Krizhevsky 2014: One weird trick for parallelizing convolutional neural networks',
      url: 'https://arxiv.org/abs/1404.5997',
    },
  }),
  squeezenet1_0: imagenetEntry({
    id: 'squeezenet1_0',
    title: 'SqueezeNet 1.0',
    create: async (options) => (await import('../squeezenet/squeezenets.ts')).squeezenet1_0(options),
    params: 1_248_424,
    macs: 818_924_576,
    paper: squeezenetPaper,
  }),
  squeezenet1_1: imagenetEntry({
    id: 'squeezenet1_1',
    title: 'SqueezeNet 1.1',
    create: async (options) => (await import('../squeezenet/squeezenets.ts')).squeezenet1_1(options),
    params: 1_235_496,
    macs: 349_151_936,
    paper: squeezenetPaper,
  }),
  mobilenet_v2: imagenetEntry({
    id: 'mobilenet_v2',
    title: 'MobileNetV2',
    aliases: ['mobilenetv2_100'],
    create: async (options) => (await import('../mobilenet/mobilenet-v2.ts')).mobilenetV2(options),
    params: 3_504_872,
    macs: 300_774_272,
    paper: {
      title: 'Sandler et al. 2018: MobileNetV2: inverted residuals and linear bottlenecks',
      url: 'https://arxiv.org/abs/1801.04381',
    },
  }),
};
