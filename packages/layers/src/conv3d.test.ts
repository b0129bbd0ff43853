import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, read, zeros } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { Conv3d, type Conv3dOptions } from './conv3d.ts';
import { summary } from './summary/summary.ts';

const rng = new Rng(5);

test.each<[string, Omit<Conv3dOptions, 'rng'>, string]>([
  ['kernel of 0', { kernelSize: [3, 3, 0] }, 'Conv3d: kernelSize (width) is 0'],
  ['half a stride', { kernelSize: 3, stride: 0.5 }, 'Conv3d: stride (depth) is 0.5'],
  ['negative padding', { kernelSize: 3, padding: [0, -1, 0] }, 'Conv3d: padding (height) is -1'],
  ['dilation of 0', { kernelSize: 3, dilation: 0 }, 'Conv3d: dilation (depth) is 0'],
  [
    'groups that do not divide',
    { kernelSize: 3, groups: 4 },
    'groups 4 does not divide inChannels 4 and outChannels 6',
  ],
  ["'same' with a stride", { kernelSize: 3, padding: 'same', stride: [1, 2, 1] }, "padding 'same' with stride [1,2,1]"],
])('refuses a %s', (_what, options, message) => {
  const before = numTensors();
  expect(() => new Conv3d(4, 6, { ...options, rng })).toThrow(OptionError);
  expect(() => new Conv3d(4, 6, { ...options, rng })).toThrow(message);
  expect(numTensors()).toBe(before);
});

test.each([
  ['pictures', [1, 4, 4, 3], 'Conv3d(3, 2): input has shape [1,4,4,3], expected [N, D, H, W, 3]'],
  ['other channels', [1, 4, 4, 4, 2], 'input has shape [1,4,4,4,2]'],
  ['too few slices', [1, 2, 4, 4, 3], 'larger than the padded input [1,2,4,4,3] along its depth'],
  ['too few columns', [1, 4, 4, 2, 3], 'along its width'],
])('refuses %s', (_what, shape, message) => {
  const conv = new Conv3d(3, 2, { kernelSize: 3, rng });
  const x = zeros(shape);
  const before = numTensors();
  expect(() => conv.forward(x)).toThrow(ShapeError);
  expect(() => conv.forward(x)).toThrow(message);
  expect(numTensors()).toBe(before);
  conv.dispose();
  dispose(x);
});

test('starts as PyTorch: even within 1 / sqrt(fanIn), weight and bias', async () => {
  const conv = new Conv3d(4, 64, { kernelSize: [3, 2, 2], groups: 2, rng: new Rng(1) });
  const bound = 1 / Math.sqrt((4 / 2) * 12);
  expect(conv.weight.shape).toEqual([64, 2, 3, 2, 2]);
  for (const parameter of [conv.weight, conv.bias!]) {
    const values = [...((await read(parameter.value)) as Float32Array)];
    expect(Math.max(...values)).toBeLessThanOrEqual(bound);
    expect(Math.max(...values)).toBeGreaterThan(0.9 * bound);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-bound);
    expect(Math.min(...values)).toBeLessThan(-0.9 * bound);
  }
  conv.dispose();
});

test('is summed up by the rule of convolutions; volumes have no receptive field of a picture', () => {
  const conv = new Conv3d(4, 6, { kernelSize: [3, 2, 1], groups: 2, rng });
  const { params, macs, layers } = summary(conv, [2, 5, 6, 7, 4]);
  expect(layers[0]).toMatchObject({ outputShape: [2, 3, 5, 7, 6], receptiveField: null });
  expect(params).toBe(6 * 2 * 6 + 6);
  expect(macs).toBe(2 * 3 * 5 * 7 * 6 * (3 * 2 * 1) * 2);
  conv.dispose();
});

test.each(['valid', 0] as const)("'valid' is a padding of 0", (padding) => {
  const conv = new Conv3d(1, 1, { kernelSize: 3, padding, rng });
  const x = zeros([1, 3, 4, 5, 1]);
  const y = conv.forward(x);
  expect(y.shape).toEqual([1, 1, 2, 3, 1]);
  dispose([x, y]);
  conv.dispose();
});
