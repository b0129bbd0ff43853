import type { ModelOptions } from '../model-options.ts';
import { DarknetDetector } from './darknet-detector.ts';
import { yolov3Table, yolov3TinyTable } from './darknet-sections.ts';

/**
 * YOLOv3: 61,949,149 parameters with 80 classes.
 * @param options.rng draws the initial weights.
 * @returns a detector of `[N, 416, 416, inChannels]` (other multiples of 32 work) to raw predictions `[N, 10647, 5 + classes]`, from 13 x 13,
 * 26 x 26 and 52 x 52 cells with three boxes each.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Redmon and Farhadi 2018, https://arxiv.org/abs/1804.02767; Darknet's yolov3.cfg
 * @example
 * ```ts
 * const model = yolov3({ rng: new Rng(1) });
 * const predictions = model.forward(images); // [N, 416, 416, 3] -> [N, 10647, 85]
 * ```
 */
export function yolov3(options: ModelOptions): DarknetDetector {
  return new DarknetDetector(yolov3Table, options);
}

/**
 * YOLOv3-tiny, 8,852,366 parameters: seven plain convolutions with max pools, two levels, otherwise as {@link yolov3}.
 * @source Darknet's yolov3-tiny.cfg
 */
export function yolov3Tiny(options: ModelOptions): DarknetDetector {
  return new DarknetDetector(yolov3TinyTable, options);
}
