import { openDevice } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conv3d, type Conv3dOptions } from './conv3d.ts';
import { fixture } from './golden.test.support.ts';
import { expectGolden, type LayerGolden } from './layer-golden.test.support.ts';

const rng = new Rng(1);
const conv = (out: number, options: Omit<Conv3dOptions, 'rng'>) => new Conv3d(4, out, { rng, ...options });

const builders: Readonly<Record<string, () => Conv3d>> = {
  plain: () => conv(3, { kernelSize: 3 }),
  'stride padding': () => conv(3, { kernelSize: 3, stride: 2, padding: 1, bias: false }),
  uneven: () => conv(2, { kernelSize: [2, 1, 3], stride: [3, 1, 2], padding: [1, 0, 2], dilation: [2, 1, 1] }),
  groups: () => conv(6, { kernelSize: 2, groups: 2, stride: [2, 1, 1], dilation: [1, 2, 1], padding: [0, 1, 0] }),
  depthwise: () => conv(4, { kernelSize: [3, 2, 2], groups: 4 }),
  'same even': () => conv(2, { kernelSize: [4, 2, 3], dilation: [1, 1, 2], padding: 'same' }),
};
const goldens = fixture<Record<string, LayerGolden>>('conv3d.json');

test('every golden has a builder', () => {
  expect(Object.keys(builders).sort()).toEqual(Object.keys(goldens).sort());
});

// It is put together of other operations, whose gradients differ from device to device.
describe.each(['onnxruntime', 'wasm', 'cpu'] as const)(
  'a three-dimensional convolution equals PyTorch on %s',
  (device) => {
    beforeAll(() => openDevice(device));
    test.each(Object.entries(goldens))('%s', (name, golden) => expectGolden(builders[name]!, golden));
  },
);
