import { Conv2d, type Padding, type Sequential, SiLU } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { convUnit } from './conv-unit.ts';

/** Options of {@link yolov5Conv}. */
export interface Yolov5ConvOptions {
  readonly size: number;
  readonly stride?: number;
  /** Half the size when left out. */
  readonly padding?: Padding;
  /** Of the batch norm. */
  readonly eps?: number;
  readonly rng: Rng;
}

/** YOLOv5's unit: convolution by PyTorch's initialisation, batch norm (epsilon 1e-3, momentum 0.03), SiLU. */
export function yolov5Conv(
  inputs: number,
  outputs: number,
  { size, stride = 1, padding = size >> 1, eps = 1e-3, rng }: Yolov5ConvOptions,
): Sequential {
  const conv = new Conv2d(inputs, outputs, { kernelSize: size, stride, padding, bias: false, rng });
  return convUnit(conv, { activation: new SiLU(), eps, momentum: 0.03 });
}
