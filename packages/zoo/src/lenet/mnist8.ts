import type { ModelOptions } from '../model-options.ts';
import { LeNet, type LeNetTable } from './lenet.ts';

const table: LeNetTable = {
  inputSize: 28, //                                            28 x 28 x 1
  stages: [
    [
      { layer: 'C', maps: 8, kernel: 5, padding: 2 }, //       28 x 28 x 8
      { layer: 'S', size: 2 }, //                              14 x 14 x 8
    ],
    [
      { layer: 'C', maps: 16, kernel: 5, padding: 2 }, //      14 x 14 x 16
      { layer: 'S', size: 3 }, //                               4 x  4 x 16
    ],
  ],
  head: 'fc', //                                               classes
};

/**
 * The small net of the ONNX model zoo's MNIST-8: 5,994 parameters with 10 classes. Its published weights take digits as they are, 0 to 255.
 *
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 28, 28, inChannels]` to logits `[N, classes]`; stages `stage1`, `stage2`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source https://github.com/onnx/models, validated/vision/classification/mnist (trained with CNTK)
 * @example
 * ```ts
 * const model = mnist8({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 28, 28, 1] -> [N, 10]
 * ```
 */
export function mnist8(options: ModelOptions): LeNet {
  return new LeNet(table, options);
}
