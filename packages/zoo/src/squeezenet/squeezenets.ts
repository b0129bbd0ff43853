import type { ModelOptions } from '../model-options.ts';
import { SqueezeNet, type SqueezeNetTable } from './squeezenet.ts';

const table1_0: SqueezeNetTable = {
  stem: { channels: 96, kernel: 7 }, //                  109 x 109 x 96
  stages: [
    [
      [16, 64],
      [16, 64],
      [32, 128],
    ], //                   54 x  54 x 256
    [
      [32, 128],
      [48, 192],
      [48, 192],
      [64, 256],
    ], //      27 x  27 x 512
    [[64, 256]], //                                       13 x  13 x 512
  ],
};

/**
 * SqueezeNet 1.0: 1,248,424 parameters with 1000 classes.
 * @param options.rng draws the initial weights.
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes from 21 x 21 work) to logits `[N, classes]`; stages `stem`, `stage1` to `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0.
 * @source Iandola et al. 2016, https://arxiv.org/abs/1602.07360; torchvision.models.squeezenet1_0
 * @example
 * ```ts
 * const model = squeezenet1_0({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]
 * ```
 */
export function squeezenet1_0(options: ModelOptions): SqueezeNet {
  return new SqueezeNet(table1_0, options);
}

/**
 * SqueezeNet 1.0 as its authors published it in Caffe: {@link squeezenet1_0} with zeros around the last map, for inputs of 227 x 227.
 *
 * @source https://github.com/forresti/SqueezeNet, SqueezeNet_v1.0/deploy.prototxt (conv10 has `pad: 1`)
 */
export function squeezenet1_0Caffe(options: ModelOptions): SqueezeNet {
  return new SqueezeNet({ ...table1_0, outputPadding: 1 }, options);
}

/**
 * SqueezeNet 1.1, 1,235,496 parameters: {@link squeezenet1_0} with a smaller stem and earlier pools, 2.4 times fewer operations.
 * @source the authors' SqueezeNet_v1.1; torchvision.models.squeezenet1_1
 */
export function squeezenet1_1(options: ModelOptions): SqueezeNet {
  return new SqueezeNet(
    {
      stem: { channels: 64, kernel: 3 }, //                  111 x 111 x 64
      stages: [
        [
          [16, 64],
          [16, 64],
        ], //                              55 x  55 x 128
        [
          [32, 128],
          [32, 128],
        ], //                            27 x  27 x 256
        [
          [48, 192],
          [48, 192],
          [64, 256],
          [64, 256],
        ], //      13 x  13 x 512
      ],
    },
    options,
  );
}
