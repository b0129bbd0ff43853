import '@tensorflow/tfjs-backend-cpu';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { fixture } from './golden.test.support.ts';
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm2d,
  Concat,
  Conv2d,
  ConvTranspose2d,
  Dropout,
  Flatten,
  GELU,
  GlobalAvgPool,
  GroupNorm,
  Identity,
  LayerNorm,
  LeakyReLU,
  Linear,
  LocalResponseNorm,
  MaxPool2d,
  type Module,
  MultiHeadAttention,
  PatchEmbed,
  ReLU,
  ReLU6,
  Residual,
  Sequential,
  Sigmoid,
  SiLU,
  Softmax,
  Tanh,
} from './index.ts';
import { expectGolden, type LayerGolden } from './layer-golden.test.support.ts';

const rng = new Rng(1);
const conv = (out: number, options: Omit<ConstructorParameters<typeof Conv2d>[2], 'rng'>) =>
  new Conv2d(4, out, { rng, ...options });

const builders: Readonly<Record<string, () => Module>> = {
  linear: () => new Linear(5, 3, { rng }),
  'linear no bias': () => new Linear(5, 3, { rng, bias: false }),
  'linear rank 3': () => new Linear(5, 3, { rng }),
  'linear rank 1': () => new Linear(5, 3, { rng }),
  conv: () => conv(3, { kernelSize: 3 }),
  'conv no bias': () => conv(3, { kernelSize: 3, bias: false }),
  'conv stride padding': () => conv(3, { kernelSize: 3, stride: 2, padding: 1 }),
  'conv rectangular': () => conv(2, { kernelSize: [1, 3], stride: [2, 1], padding: [0, 2] }),
  'conv asymmetric padding': () =>
    conv(2, {
      kernelSize: 3,
      padding: [
        [0, 1],
        [2, 0],
      ],
    }),
  'conv dilation': () => conv(2, { kernelSize: 3, dilation: 2, padding: 2 }),
  'conv groups': () => conv(6, { kernelSize: 3, groups: 2, padding: 1 }),
  'conv depthwise': () => conv(4, { kernelSize: 3, groups: 4 }),
  'conv same even': () => conv(2, { kernelSize: [2, 4], padding: 'same' }),
  'batch norm': () => new BatchNorm2d(3),
  'batch norm large mean': () => new BatchNorm2d(3),
  'batch norm momentum eps': () => new BatchNorm2d(3, { momentum: 0.3, eps: 0.1 }),
  'batch norm average': () => new BatchNorm2d(3, { momentum: null }),
  'batch norm plain': () => new BatchNorm2d(3, { affine: false }),
  'batch norm untracked': () => new BatchNorm2d(3, { trackRunningStats: false }),
  'max pool': () => new MaxPool2d(2),
  'max pool overlapping': () => new MaxPool2d(3, { stride: 2, padding: 1 }),
  'max pool ceil': () => new MaxPool2d([3, 2], { stride: [2, 3], ceilMode: true }),
  'avg pool': () => new AvgPool2d(2),
  'avg pool padding': () => new AvgPool2d(3, { stride: 2, padding: 1 }),
  'avg pool valid cells': () => new AvgPool2d(3, { stride: 2, padding: 1, countIncludePad: false }),
  'avg pool ceil': () => new AvgPool2d(2, { stride: 3, ceilMode: true }),
  'adaptive pool 1': () => new AdaptiveAvgPool2d(1),
  'adaptive pool even': () => new AdaptiveAvgPool2d([5, 3]),
  'adaptive pool uneven': () => new AdaptiveAvgPool2d([3, 4]),
  'adaptive pool larger': () => new AdaptiveAvgPool2d(7),
  'global pool': () => new GlobalAvgPool(),
  flatten: () => new Flatten(),
  relu: () => new ReLU(),
  gelu: () => new GELU(),
  'gelu tanh': () => new GELU({ approximate: 'tanh' }),
  tanh: () => new Tanh(),
  sigmoid: () => new Sigmoid(),
  identity: () => new Identity(),
  'dropout in prediction': () => new Dropout(0.7),
  'layer norm': () => new LayerNorm(6),
  'layer norm eps': () => new LayerNorm(6, { eps: 0.1 }),
  'layer norm plain': () => new LayerNorm(6, { elementwiseAffine: false }),
  'group norm': () => new GroupNorm(2, 4),
  'group norm of one': () => new GroupNorm(1, 4, { eps: 0.1 }),
  'group norm plain': () => new GroupNorm(4, 4, { affine: false }),
  attention: () => new MultiHeadAttention(6, 3, { rng }),
  'attention no bias': () => new MultiHeadAttention(6, 2, { rng, bias: false }),
  'patch embed': () => new PatchEmbed(3, 5, { patchSize: 2, rng }),
  residual: () => new Residual(new Linear(4, 4, { rng })),
  'residual shortcut': () => new Residual(new Linear(4, 3, { rng }), new Linear(4, 3, { rng, bias: false })),
  concat: () => new Concat([conv(2, { kernelSize: 1 }), conv(3, { kernelSize: 3, padding: 1 })]),
  'leaky relu': () => new LeakyReLU(0.2),
  relu6: () => new ReLU6(),
  silu: () => new SiLU(),
  'local response norm': () => new LocalResponseNorm(3, { alpha: 0.5, beta: 0.6, k: 2 }),
  'local response norm even': () => new LocalResponseNorm(2, { alpha: 1 }),
  'conv transpose': () => new ConvTranspose2d(4, 3, { kernelSize: 3, rng }),
  'conv transpose stride': () =>
    new ConvTranspose2d(4, 6, {
      kernelSize: [3, 2],
      stride: [2, 3],
      padding: [1, 0],
      outputPadding: [1, 2],
      groups: 2,
      bias: false,
      rng,
    }),
  'conv transpose dilation': () => new ConvTranspose2d(4, 2, { kernelSize: 2, padding: 3, dilation: 2, rng }),
  softmax: () => new Softmax(),
  'shared weights': () => {
    const tied = new Linear(6, 6, { rng });
    return new Sequential([
      new Conv2d(2, 3, { kernelSize: 3, padding: 1, bias: false, rng }),
      new BatchNorm2d(3),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(18, 6, { rng }),
      new Tanh(),
      tied,
      new GELU(),
      tied,
      new Linear(6, 4, { rng }),
    ]);
  },
};

describe('layers equal PyTorch', () => {
  const cases = fixture<Record<string, LayerGolden>>('layers.json');

  test('every golden has a builder', () => {
    expect(Object.keys(builders).sort()).toEqual(Object.keys(cases).sort());
  });

  test.each(Object.entries(cases))('%s', (name, golden) => expectGolden(builders[name]!, golden));
});
