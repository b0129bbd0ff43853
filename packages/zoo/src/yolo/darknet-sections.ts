/** A section of one of Darknet's cfg files. Lines are numbered from 0, negative ones count back. */
export type DarknetSection =
  /** A convolution that keeps the size at stride 1, with batch norm and a leaky relu. */
  | { readonly type: 'convolutional'; readonly filters: number; readonly size: number; readonly stride: number }
  /** The 1 x 1 convolution to the predictions, linear with a bias, and the layer that reads them. */
  | { readonly type: 'predictions' }
  | { readonly type: 'maxpool'; readonly size: number; readonly stride: number }
  | { readonly type: 'shortcut'; readonly from: number }
  | { readonly type: 'route'; readonly layers: readonly number[] }
  | { readonly type: 'upsample' }
  /** Says which anchors the predictions before are of. */
  | { readonly type: 'yolo'; readonly mask: readonly number[] };

/** The sections and the anchors that their masks choose from. */
export interface DarknetTable {
  readonly sections: readonly DarknetSection[];
  /** Width and height in pixels. */
  readonly anchors: readonly (readonly [width: number, height: number])[];
}

const conv = (filters: number, size: number, stride = 1): DarknetSection => ({
  type: 'convolutional',
  filters,
  size,
  stride,
});
const maxpool = (stride: number): DarknetSection => ({ type: 'maxpool', size: 2, stride });
const route = (...layers: readonly number[]): DarknetSection => ({ type: 'route', layers });
const upsample: DarknetSection = { type: 'upsample' };
const predict = (...mask: readonly number[]): readonly DarknetSection[] => [
  { type: 'predictions' },
  { type: 'yolo', mask },
];

/** A stage of Darknet-53: half the size, then residual blocks. */
function stage(filters: number, blocks: number): DarknetSection[] {
  const block = [conv(filters / 2, 1), conv(filters, 3), { type: 'shortcut', from: -3 } as const];
  return [conv(filters, 3, 2), ...Array.from({ length: blocks }, () => block).flat()];
}

/** Squeezes and spreads in turns; the branch to the next level leaves after the last squeeze. */
function neck(filters: number): DarknetSection[] {
  const pair = [conv(filters, 1), conv(2 * filters, 3)];
  return [...pair, ...pair, ...pair];
}

/** YOLOv3: Darknet-53 without its head, then three levels (yolov3.cfg). */
export const yolov3Table: DarknetTable = {
  sections: [
    conv(32, 3), //                       0: 416 x 416
    ...stage(64, 1), //                to 4: 208 x 208
    ...stage(128, 2), //              to 11: 104 x 104
    ...stage(256, 8), //              to 36:  52 x  52
    ...stage(512, 8), //              to 61:  26 x  26
    ...stage(1024, 4), //             to 74:  13 x  13
    ...neck(512), //                  to 80
    ...predict(6, 7, 8), //          81, 82:  13 x  13
    route(-4), //                        83
    conv(256, 1), //                     84
    upsample, //                         85:  26 x  26
    route(-1, 61), //                    86
    ...neck(256), //                  to 92
    ...predict(3, 4, 5), //          93, 94:  26 x  26
    route(-4), //                        95
    conv(128, 1), //                     96
    upsample, //                         97:  52 x  52
    route(-1, 36), //                    98
    ...neck(128), //                 to 104
    ...predict(0, 1, 2), //        105, 106:  52 x  52
  ],
  anchors: [
    [10, 13],
    [16, 30],
    [33, 23],
    [30, 61],
    [62, 45],
    [59, 119],
    [116, 90],
    [156, 198],
    [373, 326],
  ],
};

/**
 * YOLOv3-tiny (yolov3-tiny.cfg). The second level uses anchors 1, 2, 3, not 0, 1, 2 as one expects: the author's weights were trained so
 * (https://github.com/pjreddie/darknet/issues/851).
 */
export const yolov3TinyTable: DarknetTable = {
  sections: [
    conv(16, 3), //                       0: 416 x 416
    ...[32, 64, 128, 256, 512].flatMap((filters) => [maxpool(2), conv(filters, 3)]), // to 10: 13 x 13
    maxpool(1), //                       11
    conv(1024, 3), //                    12
    conv(256, 1), //                     13
    conv(512, 3), //                     14
    ...predict(3, 4, 5), //          15, 16:  13 x  13
    route(-4), //                        17
    conv(128, 1), //                     18
    upsample, //                         19:  26 x  26
    route(-1, 8), //                     20
    conv(256, 3), //                     21
    ...predict(1, 2, 3), //          22, 23:  26 x  26
  ],
  anchors: [
    [10, 14],
    [23, 27],
    [37, 58],
    [81, 82],
    [135, 169],
    [344, 319],
  ],
};
