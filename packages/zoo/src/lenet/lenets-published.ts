import type { ModelOptions } from '../model-options.ts';
import { LeNet, type LeNetTable } from './lenet.ts';
import { lenet5Table } from './lenet5.ts';

const style = { activation: 'tanh', pool: 'average' } as const;

const lenet1Table: LeNetTable = {
  inputSize: 28, //                                            28 x 28 x 1
  style,
  stages: [
    [
      { layer: 'C', maps: 4, kernel: 5 }, //             H1     24 x 24 x 4
      { layer: 'S', size: 2 }, //                        H2     12 x 12 x 4
    ],
    [
      { layer: 'C', maps: 12, kernel: 5 }, //            H3      8 x  8 x 12
      { layer: 'S', size: 2 }, //                        H4      4 x  4 x 12
    ],
  ], //                                                  OUTPUT classes
};

const lenet4Table: LeNetTable = {
  inputSize: 28, //                                            28 x 28 x 1, padded to 32 x 32
  style,
  stages: [
    [
      { layer: 'C', maps: 4, kernel: 5, padding: 2 }, // C1     28 x 28 x 4
      { layer: 'S', size: 2 }, //                        S2     14 x 14 x 4
    ],
    [
      { layer: 'C', maps: 16, kernel: 5 }, //            C3     10 x 10 x 16
      { layer: 'S', size: 2 }, //                        S4      5 x  5 x 16
    ],
    [{ layer: 'F', units: 120 }], //                     F5     120
  ], //                                                  OUTPUT classes
};

/**
 * LeNet-1 with tanh and average pooling: 3,246 parameters with 10 classes.
 *
 * Deviations from the papers, here and in {@link lenet4} and {@link lenet5Published}: tanh is not scaled, subsampling has no trainable factor and
 * bias, every map of a convolution sees all maps before it, and the output is linear.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 28, 28, inChannels]` to logits `[N, classes]`; stages `stage1`, `stage2`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source LeCun et al. 1990, Handwritten digit recognition with a back-propagation network; LeCun et al. 1995, Comparison of learning
 * algorithms for handwritten digit recognition, which names it
 * @example
 * ```ts
 * const model = lenet1({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 28, 28, 1] -> [N, 10]
 * ```
 */
export function lenet1(options: ModelOptions): LeNet {
  return new LeNet(lenet1Table, options);
}

/**
 * LeNet-4 with tanh and average pooling: 51,050 parameters with 10 classes; deviations as in {@link lenet1}.
 *
 * @source LeCun et al. 1995, Comparison of learning algorithms for handwritten digit recognition
 */
export function lenet4(options: ModelOptions): LeNet {
  return new LeNet(lenet4Table, options);
}

/**
 * LeNet-5 with the tanh and average pooling of its time: 61,706 parameters with 10 classes, as the modern one; deviations as in {@link lenet1}.
 *
 * @source LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document recognition
 */
export function lenet5Published(options: ModelOptions): LeNet {
  return new LeNet({ ...lenet5Table, style }, options);
}
