import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, zeros } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { AdaptiveAvgPool2d } from './adaptive-avg-pool2d.ts';
import { AvgPool2d } from './avg-pool2d.ts';
import { BatchNorm2d } from './batch-norm2d.ts';
import { ConvTranspose2d } from './conv-transpose2d.ts';
import { Conv2d } from './conv2d.ts';
import { DropPath } from './drop-path.ts';
import { Dropout } from './dropout.ts';
import { Flatten } from './flatten.ts';
import { GELU } from './gelu.ts';
import { GlobalAvgPool } from './global-avg-pool.ts';
import { GroupNorm } from './group-norm.ts';
import { LayerNorm } from './layer-norm.ts';
import { LeakyReLU } from './leaky-relu.ts';
import { Linear } from './linear.ts';
import { LocalResponseNorm } from './local-response-norm.ts';
import { MaxPool2d } from './max-pool2d.ts';
import { MultiHeadAttention } from './multi-head-attention.ts';
import { PatchEmbed } from './patch-embed.ts';

const rng = new Rng(5);

describe('constructors refuse', () => {
  test.each<[string, string, () => unknown]>([
    ['LocalResponseNorm of 0', 'LocalResponseNorm: size is 0', () => new LocalResponseNorm(0)],
    ['LocalResponseNorm NaN', 'beta is NaN', () => new LocalResponseNorm(3, { beta: NaN })],
    [
      'ConvTranspose2d with groups that do not divide',
      'ConvTranspose2d: groups 2 does not divide 4 and 3',
      () => new ConvTranspose2d(4, 3, { kernelSize: 2, groups: 2, rng }),
    ],
    [
      'ConvTranspose2d with output padding of the stride',
      'outputPadding [2,2] must be below',
      () => new ConvTranspose2d(4, 3, { kernelSize: 2, stride: 2, outputPadding: 2, rng }),
    ],
    ['Linear without inputs', 'Linear: inFeatures is 0', () => new Linear(0, 3, { rng })],
    ['Linear with half an output', 'Linear: outFeatures is 1.5', () => new Linear(3, 1.5, { rng })],
    ['Conv2d without channels', 'Conv2d: inChannels is NaN', () => new Conv2d(NaN, 3, { kernelSize: 3, rng })],
    ['Conv2d with kernel 0', 'Conv2d: kernelSize (width) is 0', () => new Conv2d(1, 1, { kernelSize: [3, 0], rng })],
    ['Conv2d with stride 0', 'Conv2d: stride (height) is 0', () => new Conv2d(1, 1, { kernelSize: 3, stride: 0, rng })],
    ['Conv2d with dilation 0', 'dilation (height)', () => new Conv2d(1, 1, { kernelSize: 3, dilation: 0, rng })],
    ['Conv2d with padding -1', 'Conv2d: padding is -1', () => new Conv2d(1, 1, { kernelSize: 3, padding: -1, rng })],
    [
      'Conv2d with groups that do not divide',
      'Conv2d: groups 3 does not divide inChannels 4 and outChannels 6',
      () => new Conv2d(4, 6, { kernelSize: 1, groups: 3, rng }),
    ],
    [
      "Conv2d with 'same' and a stride",
      "Conv2d: padding 'same' with stride [2,2]",
      () => new Conv2d(1, 1, { kernelSize: 3, padding: 'same', stride: 2, rng }),
    ],
    ['BatchNorm2d without channels', 'BatchNorm2d: numFeatures is 0', () => new BatchNorm2d(0)],
    ['BatchNorm2d with eps -1', 'BatchNorm2d: eps is -1', () => new BatchNorm2d(1, { eps: -1 })],
    ['BatchNorm2d with momentum 2', 'BatchNorm2d: momentum is 2', () => new BatchNorm2d(1, { momentum: 2 })],
    ['Dropout of 1.1', 'Dropout: p is 1.1', () => new Dropout(1.1)],
    ['Dropout of NaN', 'Dropout: p is NaN', () => new Dropout(NaN)],
    ['MaxPool2d of 0', 'MaxPool2d: kernelSize (height) is 0', () => new MaxPool2d(0)],
    ['MaxPool2d with padding', 'MaxPool2d: padding [2,2] is more than half', () => new MaxPool2d(3, { padding: 2 })],
    ['AvgPool2d with stride -1', 'AvgPool2d: stride (height) is -1', () => new AvgPool2d(2, { stride: -1 })],
    ['AdaptiveAvgPool2d of 0', 'AdaptiveAvgPool2d: outputSize', () => new AdaptiveAvgPool2d(0)],
    ['LayerNorm of 0', 'LayerNorm: normalizedShape is 0', () => new LayerNorm(0)],
    ['LayerNorm with eps 0', 'LayerNorm: eps is 0', () => new LayerNorm(4, { eps: 0 })],
    ['GroupNorm of 3 groups', 'GroupNorm: numGroups 3 does not divide numChannels 4', () => new GroupNorm(3, 4)],
    ['GroupNorm with eps NaN', 'GroupNorm: eps is NaN', () => new GroupNorm(2, 4, { eps: NaN })],
    [
      'MultiHeadAttention of 3 heads',
      'MultiHeadAttention: numHeads 3 does not divide embedDim 4',
      () => new MultiHeadAttention(4, 3, { rng }),
    ],
    ['PatchEmbed of 0', 'PatchEmbed: patchSize (height) is 0', () => new PatchEmbed(3, 4, { patchSize: 0, rng })],
    ['DropPath of 1', 'DropPath: p is 1', () => new DropPath(1)],
    ['LeakyReLU of infinity', 'LeakyReLU: negativeSlope is Infinity', () => new LeakyReLU(Infinity)],
    ['GELU by another name', "GELU: approximate is 'erf'", () => new GELU({ approximate: 'erf' as 'none' })],
  ])('%s', (_what, message, make) => {
    const before = numTensors();
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
    expect(numTensors()).toBe(before);
  });
});

describe('inputs that do not fit are named by the layer', () => {
  test.each([
    ['Linear(3, 2): input [4,5] has a last axis of 5, expected 3', new Linear(3, 2, { rng }), [4, 5]],
    [
      'Conv2d(3, 2): input has shape [1,4,4,1], expected [N, H, W, 3]',
      new Conv2d(3, 2, { kernelSize: 3, rng }),
      [1, 4, 4, 1],
    ],
    ['Conv2d(3, 2): input has shape [4,4,3]', new Conv2d(3, 2, { kernelSize: 3, rng }), [4, 4, 3]],
    ['BatchNorm2d(3): input has shape [2,2,2,4]', new BatchNorm2d(3), [2, 2, 2, 4]],
    ['MaxPool2d: input has shape [4,4]', new MaxPool2d(2), [4, 4]],
    ['AvgPool2d: input has shape [4,4]', new AvgPool2d(2), [4, 4]],
    ['AdaptiveAvgPool2d: input has shape [4]', new AdaptiveAvgPool2d(1), [4]],
    ['GlobalAvgPool: input has shape [4]', new GlobalAvgPool(), [4]],
    ['Flatten: input has shape [4], expected at least [N, C]', new Flatten(), [4]],
    ['LayerNorm(3): input [2,4] has a last axis of 4, expected 3', new LayerNorm(3), [2, 4]],
    ['GroupNorm(1, 3): input has shape [2,2,2,4]', new GroupNorm(1, 3), [2, 2, 2, 4]],
    [
      'MultiHeadAttention(4, 2): input has shape [2,3,5], expected [N, T, 4]',
      new MultiHeadAttention(4, 2, { rng }),
      [2, 3, 5],
    ],
    ['MultiHeadAttention(4, 2): input has shape [2,4]', new MultiHeadAttention(4, 2, { rng }), [2, 4]],
    [
      'PatchEmbed: images of 4 x 6 pixels are not made of patches of 4 x 4',
      new PatchEmbed(1, 2, { patchSize: 4, rng }),
      [1, 4, 6, 1],
    ],
  ] as const)('%s', (message, layer, shape) => {
    const x = zeros([...shape]);
    const before = numTensors();
    expect(() => layer.forward(x)).toThrow(ShapeError);
    expect(() => layer.forward(x)).toThrow(message);
    expect(numTensors()).toBe(before);
    dispose(x);
    layer.dispose();
  });
});
