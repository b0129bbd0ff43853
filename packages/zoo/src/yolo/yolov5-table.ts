import type { Module } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { C3 } from './c3.ts';
import { type GraphRow, lineOf } from './layer-graph.ts';
import { SPPF } from './sppf.ts';
import { Upsample } from './upsample.ts';
import { yolov5Conv } from './yolov5-conv.ts';

/** The factors by which the sizes of YOLOv5 differ. */
export interface Yolov5Size {
  /** Of the number of bottlenecks. */
  readonly depth: number;
  /** Of the channels. */
  readonly width: number;
}

/** A line of the architecture in the widths and depths of the large model. */
export interface Yolov5Line {
  readonly type: 'Conv' | 'C3' | 'SPPF' | 'Upsample' | 'Concat';
  /** As in a {@link GraphRow}. */
  readonly from?: readonly number[];
  readonly channels?: number;
  readonly kernel?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly blocks?: number;
  /** Whether bottlenecks have shortcuts: those of the backbone. */
  readonly shortcut?: boolean;
}

/** The backbone: CSP stages, without the pooling pyramid that the detector has behind them. */
export const yolov5Stages: readonly Yolov5Line[] = [
  { type: 'Conv', channels: 64, kernel: 6, stride: 2, padding: 2 }, // 0: 320 x 320
  { type: 'Conv', channels: 128, kernel: 3, stride: 2 }, //            1: 160 x 160
  { type: 'C3', channels: 128, blocks: 3, shortcut: true }, //         2
  { type: 'Conv', channels: 256, kernel: 3, stride: 2 }, //            3:  80 x  80
  { type: 'C3', channels: 256, blocks: 6, shortcut: true }, //         4
  { type: 'Conv', channels: 512, kernel: 3, stride: 2 }, //            5:  40 x  40
  { type: 'C3', channels: 512, blocks: 9, shortcut: true }, //         6
  { type: 'Conv', channels: 1024, kernel: 3, stride: 2 }, //           7:  20 x  20
  { type: 'C3', channels: 1024, blocks: 3, shortcut: true }, //        8
];

/** The path aggregation behind the stages: down to small cells and up again. */
export const yolov5Neck: readonly Yolov5Line[] = [
  { type: 'SPPF', channels: 1024 }, //                      9
  { type: 'Conv', channels: 512, kernel: 1 }, //           10
  { type: 'Upsample' }, //                                 11:  40 x  40
  { type: 'Concat', from: [-1, 6] }, //                    12
  { type: 'C3', channels: 512, blocks: 3 }, //             13
  { type: 'Conv', channels: 256, kernel: 1 }, //           14
  { type: 'Upsample' }, //                                 15:  80 x  80
  { type: 'Concat', from: [-1, 4] }, //                    16
  { type: 'C3', channels: 256, blocks: 3 }, //             17: first level
  { type: 'Conv', channels: 256, kernel: 3, stride: 2 }, //18:  40 x  40
  { type: 'Concat', from: [-1, 14] }, //                   19
  { type: 'C3', channels: 512, blocks: 3 }, //             20: second level
  { type: 'Conv', channels: 512, kernel: 3, stride: 2 }, //21:  20 x  20
  { type: 'Concat', from: [-1, 10] }, //                   22
  { type: 'C3', channels: 1024, blocks: 3 }, //            23: third level
];

/** The lines of the table that the predictions are made from, with their strides. */
export const yolov5Levels = [
  { line: 17, stride: 8 },
  { line: 20, stride: 16 },
  { line: 23, stride: 32 },
] as const;

/** Rows that can run, and the channels of what each gives. */
export interface Yolov5Rows {
  readonly rows: readonly GraphRow[];
  readonly channels: readonly number[];
}

/** Builds a table for one of the sizes; channels are rounded up to a multiple of 8, bottlenecks to at least one. */
export function yolov5Rows(
  lines: readonly Yolov5Line[],
  { depth, width }: Yolov5Size,
  { inChannels, rng }: { readonly inChannels: number; readonly rng: Rng },
): Yolov5Rows {
  const rows: GraphRow[] = [];
  const channels: number[] = [];
  for (const [index, line] of lines.entries()) {
    const { from = [-1] } = line;
    const inputs = from.reduce((sum, one) => sum + (channels[lineOf(one, index)] ?? inChannels), 0);
    const outputs = line.channels === undefined ? inputs : Math.ceil((line.channels * width) / 8) * 8;
    const blocks = Math.max(1, Math.round((line.blocks ?? 1) * depth));
    const module = moduleOf({ ...line, blocks }, { inputs, outputs, rng: rng.split(index) });
    rows.push({ from, join: 'concat', ...(module && { module }) });
    channels.push(outputs);
  }
  return { rows, channels };
}

interface LineShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly rng: Rng;
}

function moduleOf(line: Yolov5Line & { blocks: number }, { inputs, outputs, rng }: LineShape): Module | undefined {
  const { type, kernel = 1, stride = 1, padding, blocks, shortcut = false } = line;
  if (type === 'Concat') return undefined;
  if (type === 'Upsample') return new Upsample();
  if (type === 'SPPF') return new SPPF(inputs, outputs, { rng });
  if (type === 'C3') return new C3(inputs, outputs, { blocks, shortcut, rng });
  return yolov5Conv(inputs, outputs, { size: kernel, stride, rng, ...(padding !== undefined && { padding }) });
}
