import type { ModelOptions } from '../model-options.ts';
import { LeNet, type LeNetTable } from './lenet.ts';

/** The layers of LeNet-5, whatever stands between them. */
export const lenet5Table: LeNetTable = {
  inputSize: 28, //                                            28 x 28 x 1
  stages: [
    [
      { layer: 'C', maps: 6, kernel: 5, padding: 2 }, // C1     28 x 28 x 6
      { layer: 'S', size: 2 }, //                        S2     14 x 14 x 6
    ],
    [
      { layer: 'C', maps: 16, kernel: 5 }, //            C3     10 x 10 x 16
      { layer: 'S', size: 2 }, //                        S4     5 x 5 x 16
    ],
    [
      { layer: 'F', units: 120 }, //                     C5     120
      { layer: 'F', units: 84 }, //                      F6     84
    ],
  ], //                                                  OUTPUT classes
};

/**
 * LeNet-5 as it is built today: 61,706 parameters with 10 classes.
 *
 * Deviations from the paper: relu for scaled tanh, max pooling for trainable subsampling, C3 sees all maps of S2, a linear
 * output for radial basis functions; the padding of C1 makes the paper's 32 x 32 input of a 28 x 28 picture.
 * C5 covers its whole 5 x 5 input, so it stands here as the fully connected layer `fc1`.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 28, 28, inChannels]` to logits `[N, classes]`; stages `stage1`, `stage2`, `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document recognition
 * @example
 * ```ts
 * const model = lenet5({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 28, 28, 1] -> [N, 10]
 * ```
 */
export function lenet5(options: ModelOptions): LeNet {
  return new LeNet(lenet5Table, options);
}
