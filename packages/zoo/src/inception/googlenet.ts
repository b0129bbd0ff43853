import { Concat, MaxPool2d, type Module, Sequential } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';
import { BasicConv2d } from './basic-conv2d.ts';
import { GoogLeNetAux } from './googlenet-aux.ts';
import { checkInceptionOptions, InceptionNet, type InceptionNetOptions } from './inception-net.ts';

/** Options of {@link googlenet}. */
export interface GoogLeNetOptions extends InceptionNetOptions {
  /** Share that is dropped in the auxiliary heads. */
  dropoutAux?: number;
}

/** Channels of a module: 1 x 1; reduction and 3 x 3; reduction and "5 x 5"; projection behind the pool. */
type Row = readonly [ch1x1: number, ch3x3red: number, ch3x3: number, ch5x5red: number, ch5x5: number, poolProj: number];

/** The paper's table 1, from the first Inception module. A 3 x 3 max pool of stride 2 stands before `4a`, one of 2 x 2 before `5a`. */
const rows: readonly (readonly (readonly [name: string, row: Row])[])[] = [
  [
    ['3a', [64, 96, 128, 16, 32, 32]], //     28 x 28 x 256
    ['3b', [128, 128, 192, 32, 96, 64]], //   28 x 28 x 480
  ],
  [
    ['4a', [192, 96, 208, 16, 48, 64]], //    14 x 14 x 512
    ['4b', [160, 112, 224, 24, 64, 64]], //   14 x 14 x 512
    ['4c', [128, 128, 256, 24, 64, 64]], //   14 x 14 x 512
    ['4d', [112, 144, 288, 32, 64, 64]], //   14 x 14 x 528
    ['4e', [256, 160, 320, 32, 128, 128]], // 14 x 14 x 832
  ],
  [
    ['5a', [256, 160, 320, 32, 128, 128]], //  7 x 7 x 832
    ['5b', [384, 192, 384, 48, 128, 128]], //  7 x 7 x 1024
  ],
];

/** Standard deviation of all initial weights. */
const STD = 0.01;

/**
 * GoogLeNet in torchvision's names: `conv1.conv`, `inception3a.branch2.0.conv`, ..., `aux1.fc2`, `fc`.
 *
 * Stages: `stem` to 28 x 28, `stage1` to `stage3` (modules 3, 4 and 5), `head`.
 */
export class GoogLeNet extends InceptionNet {
  override readonly kind: string = 'GoogLeNet';

  /** @throws OptionError when a number of classes or channels is not a whole number above 0, or `transformInput` has not 3 channels. */
  constructor({
    rng,
    classes = 1000,
    inChannels = 3,
    auxLogits = false,
    transformInput = false,
    dropout = 0.2,
    dropoutAux = 0.7,
  }: GoogLeNetOptions) {
    checkInceptionOptions('GoogLeNet', { rng, classes, inChannels, transformInput });
    const head = (name: string, after: string, inputs: number) => ({
      name,
      after,
      create: (count: number) =>
        new GoogLeNetAux({ inputs, classes: count, dropout: dropoutAux, std: STD, rng: rng.split(name) }),
    });
    super(
      {
        stages: [stem(inChannels, rng), ...inceptionStages(192, rng)],
        auxiliary: [head('aux1', 'inception4a', 512), head('aux2', 'inception4d', 528)],
        auxiliaryBehind: 'inception5b',
        lossWeight: 0.3,
        channels: 1024,
        std: STD,
      },
      { rng, classes, auxLogits, transformInput, dropout },
    );
  }
}

// ceilMode as in Caffe, in which the net was published
const halve = (size: number) => new MaxPool2d(size, { stride: 2, ceilMode: true });

function stem(inChannels: number, rng: Rng): [string, Module][] {
  const conv = (name: string, inputs: number, outputs: number, options: { kernelSize: number; stride?: number }) => {
    const padding = (options.kernelSize - 1) / 2;
    return new BasicConv2d(inputs, outputs, { ...options, padding, std: STD, rng: rng.split(name) });
  };
  return [
    ['conv1', conv('conv1', inChannels, 64, { kernelSize: 7, stride: 2 })], // 112 x 112 x 64
    ['maxpool1', halve(3)], //                                                  56 x  56 x 64
    ['conv2', conv('conv2', 64, 64, { kernelSize: 1 })], //                     56 x  56 x 64
    ['conv3', conv('conv3', 64, 192, { kernelSize: 3 })], //                    56 x  56 x 192
    ['maxpool2', halve(3)], //                                                  28 x  28 x 192
  ];
}

function inceptionStages(channels: number, rng: Rng): [string, Module][][] {
  let inputs = channels;
  return rows.map((modules, index) => {
    const pools: [string, Module][] = index === 0 ? [] : [[`maxpool${index + 2}`, halve(index === 1 ? 3 : 2)]];
    const blocks = modules.map(([place, row]): [string, Module] => {
      const name = `inception${place}`;
      const block = inception(inputs, row, rng.split(name));
      inputs = row[0] + row[2] + row[4] + row[5];
      return [name, block];
    });
    return [...pools, ...blocks];
  });
}

/**
 * Four branches side by side. The third has a kernel of 3 x 3 where the paper has 5 x 5, as in the published weights
 * (https://github.com/pytorch/vision/issues/906).
 */
function inception(inputs: number, [ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, poolProj]: Row, rng: Rng): Concat {
  const conv = (name: string, from: number, to: number, kernelSize: 1 | 3) =>
    new BasicConv2d(from, to, { kernelSize, padding: kernelSize === 3 ? 1 : 0, std: STD, rng: rng.split(name) });
  const reduced = (name: string, reduction: number, to: number) =>
    new Sequential([conv(`${name}.0`, inputs, reduction, 1), conv(`${name}.1`, reduction, to, 3)]);
  const pool = new MaxPool2d(3, { stride: 1, padding: 1, ceilMode: true });
  return new Concat({
    branch1: conv('branch1', inputs, ch1x1, 1),
    branch2: reduced('branch2', ch3x3red, ch3x3),
    branch3: reduced('branch3', ch5x5red, ch5x5),
    branch4: new Sequential([pool, conv('branch4.1', inputs, poolProj, 1)]),
  });
}

/**
 * GoogLeNet (Inception v1): 6,624,904 parameters with 1000 classes, 13,004,888 with the auxiliary heads.
 *
 * Deviations from the paper, as in the reference: batch norm, no local response normalisation, 3 x 3 for 5 x 5.
 * @param options.rng draws the initial weights.
 * @param options.auxLogits builds two auxiliary heads, behind `inception4a` and `inception4d`, whose losses count 0.3 in training:
 * for training from scratch. Off by default, as in torchvision's model with weights (its bare constructor builds them).
 * @returns a model of `[N, 224, 224, inChannels]` (other sizes from 15 x 15 work) to logits `[N, classes]`; stages `stem`, `stage1` to
 * `stage3`, `head`.
 * @throws OptionError when `classes` or `inChannels` is not a whole number above 0, or `transformInput` has not 3 channels.
 * @source Szegedy et al. 2014, Going deeper with convolutions, https://arxiv.org/abs/1409.4842; torchvision.models.googlenet
 * @example
 * ```ts
 * const model = googlenet({ rng: new Rng(1), auxLogits: true });
 * const logits = model.forward(images); // [N, 224, 224, 3] -> [N, 1000]; the heads do not run in prediction
 * ```
 */
export function googlenet(options: GoogLeNetOptions): GoogLeNet {
  return new GoogLeNet(options);
}
