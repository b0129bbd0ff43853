import type { ModelEntry } from '../model-entry.ts';
import { imagenetRecipe } from '../preprocessing/recipe.ts';
import { imagenetEntry } from './imagenet-entry.ts';

type Id = 'darknet53' | 'yolov5n_cls';

/** The backbones of the detectors as classifiers, by id. */
export const darknetEntries: Readonly<Record<Id, ModelEntry>> = {
  darknet53: imagenetEntry({
    id: 'darknet53',
    title: 'Darknet-53',
    create: async (options) => (await import('../yolo/darknet53.ts')).darknet53(options),
    params: 41_609_928,
    macs: 9_285_115_904,
    inputShape: [256, 256, 3],
    preprocessing: { ...imagenetRecipe, size: [256, 256], resize: 288, interpolation: 'bicubic' },
    paper: {
      title: 'Redmon and Farhadi 2018: YOLOv3: an incremental improvement',
      url: 'https://arxiv.org/abs/1804.02767',
    },
  }),
  yolov5n_cls: imagenetEntry({
    id: 'yolov5n_cls',
    title: 'YOLOv5n-cls',
    aliases: ['yolov5n-cls'],
    create: async (options) => (await import('../yolo/yolov5-classifier.ts')).yolov5nCls(options),
    params: 2_493_000,
    macs: 178_702_336,
    preprocessing: { ...imagenetRecipe, resize: 224 },
    paper: {
      title: 'Wang et al. 2019: CSPNet: a new backbone that can enhance learning capability of CNN',
      url: 'https://arxiv.org/abs/1911.11929',
    },
  }),
};
