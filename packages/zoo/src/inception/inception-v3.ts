import { MaxPool2d, type Module } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { BasicConv2d } from './basic-conv2d.ts';
import { InceptionBlock } from './inception-block.ts';
import { checkInceptionOptions, InceptionNet, type InceptionNetOptions } from './inception-net.ts';
import { InceptionV3Aux } from './inception-v3-aux.ts';
import { inceptionA, inceptionB, inceptionC, inceptionD, inceptionE } from './inception-v3-rows.ts';

/** The paper's table 1 in the reference's reading, from the first Inception module. */
const mixed = [
  [
    ['Mixed_5b', inceptionA(32)], //  35 x 35 x 256
    ['Mixed_5c', inceptionA(64)], //  35 x 35 x 288
    ['Mixed_5d', inceptionA(64)], //  35 x 35 x 288
  ],
  [
    ['Mixed_6a', inceptionB()], //    17 x 17 x 768
    ['Mixed_6b', inceptionC(128)], // 17 x 17 x 768
    ['Mixed_6c', inceptionC(160)], // 17 x 17 x 768
    ['Mixed_6d', inceptionC(160)], // 17 x 17 x 768
    ['Mixed_6e', inceptionC(192)], // 17 x 17 x 768
  ],
  [
    ['Mixed_7a', inceptionD()], //     8 x 8 x 1280
    ['Mixed_7b', inceptionE()], //     8 x 8 x 2048
    ['Mixed_7c', inceptionE()], //     8 x 8 x 2048
  ],
] as const;

/** Standard deviation of the initial weights. */
const STD = 0.1;

/**
 * Inception v3 in torchvision's names: `Conv2d_1a_3x3.conv`, `Mixed_5b.branch5x5_1.conv`, ..., `AuxLogits.fc`, `fc`.
 *
 * Stages: `stem` to 35 x 35, `stage1` to `stage3` (modules 5, 6 and 7), `head`.
 */
export class Inception3 extends InceptionNet {
  override readonly kind: string = 'Inception3';

  /** @throws OptionError when a number of classes or channels is not a whole number above 0, or `transformInput` has not 3 channels. */
  constructor({
    rng,
    classes = 1000,
    inChannels = 3,
    auxLogits = true,
    transformInput = false,
    dropout = 0.5,
  }: InceptionNetOptions) {
    checkInceptionOptions('Inception3', { rng, classes, inChannels, transformInput });
    const name = 'AuxLogits';
    const create = (count: number) =>
      new InceptionV3Aux({ inputs: 768, classes: count, std: STD, rng: rng.split(name) });
    super(
      {
        stages: [stem(inChannels, rng), ...mixedStages(192, rng)],
        auxiliary: [{ name, after: 'Mixed_6e', create }],
        auxiliaryBehind: 'Mixed_6e',
        lossWeight: 0.4,
        channels: 2048,
        std: STD,
      },
      { rng, classes, auxLogits, transformInput, dropout },
    );
  }
}

function stem(inChannels: number, rng: Rng): [string, Module][] {
  const conv = (
    name: string,
    inputs: number,
    outputs: number,
    options: { kernelSize: number; stride?: number; padding?: number },
  ): [string, Module] => [name, new BasicConv2d(inputs, outputs, { ...options, std: STD, rng: rng.split(name) })];
  return [
    conv('Conv2d_1a_3x3', inChannels, 32, { kernelSize: 3, stride: 2 }), // 149 x 149 x 32
    conv('Conv2d_2a_3x3', 32, 32, { kernelSize: 3 }), //                    147 x 147 x 32
    conv('Conv2d_2b_3x3', 32, 64, { kernelSize: 3, padding: 1 }), //        147 x 147 x 64
    ['maxpool1', new MaxPool2d(3, { stride: 2 })], //                        73 x  73 x 64
    conv('Conv2d_3b_1x1', 64, 80, { kernelSize: 1 }), //                     73 x  73 x 80
    conv('Conv2d_4a_3x3', 80, 192, { kernelSize: 3 }), //                    71 x  71 x 192
    ['maxpool2', new MaxPool2d(3, { stride: 2 })], //                        35 x  35 x 192
  ];
}

function mixedStages(channels: number, rng: Rng): [string, Module][][] {
  let inputs = channels;
  return mixed.map((blocks) =>
    blocks.map(([name, branches]) => {
      const block = new InceptionBlock({ inputs, branches, std: STD, rng: rng.split(name) });
      inputs = block.outChannels;
      return [name, block];
    }),
  );
}

/**
 * Inception v3: 27,161,264 parameters with 1000 classes, 23,834,568 without the auxiliary head.
 *
 * The auxiliary head, behind `Mixed_6e`, counts 0.4 in training and takes no pictures below 299 x 299 there.
 * @param options.rng draws the initial weights.
 * @param options.auxLogits `false` builds no auxiliary head.
 * @returns a model of `[N, 299, 299, inChannels]` (in prediction other sizes from 75 x 75 work) to logits `[N, classes]`; stages `stem`,
 * `stage1` to `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0, or `transformInput` has not 3 channels.
 * @source Szegedy et al. 2015, Rethinking the Inception architecture for computer vision, https://arxiv.org/abs/1512.00567;
 * torchvision.models.inception_v3, whose reference training has the weight of 0.4
 * @example
 * ```ts
 * const model = inceptionV3({ rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 299, 299, 3] -> [N, 1000]
 * ```
 */
export function inceptionV3(options: InceptionNetOptions): Inception3 {
  return new Inception3(options);
}
