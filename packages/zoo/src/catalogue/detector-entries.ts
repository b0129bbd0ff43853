import type { DetectorEntry } from '../detect/detector-entry.ts';
import { cocoLabels } from './coco-labels.ts';

const anchors = {
  small: [
    [10, 13],
    [16, 30],
    [33, 23],
  ],
  medium: [
    [30, 61],
    [62, 45],
    [59, 119],
  ],
  large: [
    [116, 90],
    [156, 198],
    [373, 326],
  ],
} as const;

type Shared = 'aliases' | 'labels' | 'licence';

const entry = (own: Omit<DetectorEntry, Shared>): DetectorEntry => ({
  aliases: own.id.includes('_') ? [own.id.replace('_', '-')] : [],
  labels: cocoLabels,
  licence: 'MIT',
  ...own,
});

const yolov3Paper = {
  title: 'Redmon and Farhadi 2018: YOLOv3: an incremental improvement',
  url: 'https://arxiv.org/abs/1804.02767',
};

type V5Id = 'yolov5n' | 'yolov5s' | 'yolov5m';

const yolov5 = (id: V5Id, own: Pick<DetectorEntry, 'title' | 'params' | 'macs'>): DetectorEntry =>
  entry({
    id,
    create: async (options) => (await import('../yolo/yolov5.ts'))[id](options),
    inputSize: [640, 640],
    levels: [
      { stride: 8, anchors: anchors.small },
      { stride: 16, anchors: anchors.medium },
      { stride: 32, anchors: anchors.large },
    ],
    paper: {
      title: 'Wang et al. 2019: CSPNet: a new backbone that can enhance learning capability of CNN',
      url: 'https://arxiv.org/abs/1911.11929',
    },
    ...own,
  });

type Id = 'yolov3' | 'yolov3_tiny' | V5Id;

/** The detectors, by id. */
export const detectorEntries: Readonly<Record<Id, DetectorEntry>> = {
  yolov3: entry({
    id: 'yolov3',
    title: 'YOLOv3',
    create: async (options) => (await import('../yolo/yolov3.ts')).yolov3(options),
    params: 61_949_149,
    macs: 32_932_037_632,
    inputSize: [416, 416],
    levels: [
      { stride: 32, anchors: anchors.large },
      { stride: 16, anchors: anchors.medium },
      { stride: 8, anchors: anchors.small },
    ],
    paper: yolov3Paper,
  }),
  yolov3_tiny: entry({
    id: 'yolov3_tiny',
    title: 'YOLOv3-tiny',
    create: async (options) => (await import('../yolo/yolov3.ts')).yolov3Tiny(options),
    params: 8_852_366,
    macs: 2_782_480_896,
    inputSize: [416, 416],
    levels: [
      {
        stride: 32,
        anchors: [
          [81, 82],
          [135, 169],
          [344, 319],
        ],
      },
      {
        stride: 16,
        anchors: [
          [23, 27],
          [37, 58],
          [81, 82],
        ],
      },
    ],
    paper: yolov3Paper,
  }),
  yolov5n: yolov5('yolov5n', { title: 'YOLOv5n', params: 1_872_157, macs: 2_234_060_800 }),
  yolov5s: yolov5('yolov5s', { title: 'YOLOv5s', params: 7_235_389, macs: 8_216_780_800 }),
  yolov5m: yolov5('yolov5m', { title: 'YOLOv5m', params: 21_190_557, macs: 24_436_224_000 }),
};
