import { fused, type Tensor, type Tensor4D, tensor, transpose } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernel, openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const read = async (t: Tensor): Promise<number[]> => [...(await t.data())];
const x = (): Tensor4D => tensor([1, -2, 3, -4, 5, -6, 7, -8], [1, 2, 2, 2]);
const filter = (): Tensor4D => tensor([1, 0, 0, 1], [1, 1, 2, 2]);

describe('FusedConv2D', () => {
  const base = (): { x: Tensor4D; filter: Tensor4D; strides: 1; pad: 0 } => ({
    x: x(),
    filter: filter(),
    strides: 1,
    pad: 0,
  });

  it('adds the bias, then applies the activation', async () => {
    const bias = tensor([-2, 3]) as never;
    expect(await read(fused.conv2d({ ...base(), bias, activation: 'relu' }))).toEqual([0, 1, 1, 0, 3, 0, 5, 0]);
    expect(await read(fused.conv2d({ ...base(), bias, activation: 'leakyrelu', leakyreluAlpha: 0.5 }))).toEqual([
      -0.5, 1, 1, -0.5, 3, -1.5, 5, -2.5,
    ]);
    const weights = tensor([0.5, 0.25]) as never;
    const prelu = fused.conv2d({ ...base(), bias, activation: 'prelu', preluActivationWeights: weights });
    expect(await read(prelu)).toEqual([-0.5, 1, 1, -0.25, 3, -0.75, 5, -1.25]);
  });

  it('works channels first', async () => {
    const weights = tensor([0.5, 0.25, 2, 1, 0.5, 0.25, 2, 1], [2, 2, 2]);
    const attributes = { strides: 1, pad: 0, dilations: 1, activation: 'prelu' };
    const last = kernel(
      'FusedConv2D',
      { x: x(), filter: filter(), bias: tensor([-2, 3]), preluActivationWeights: transpose(weights, [1, 2, 0]) },
      attributes,
    );
    const y = kernel(
      'FusedConv2D',
      { x: transpose(x(), [0, 3, 1, 2]), filter: filter(), bias: tensor([-2, 3]), preluActivationWeights: weights },
      { ...attributes, dataFormat: 'NCHW' },
    );
    expect(y.shape).toEqual([1, 2, 2, 2]);
    expect(await read(y)).toEqual(await read(transpose(last, [0, 3, 1, 2])));
  });

  it('refuses an activation that it does not know', () => {
    const call = (): Tensor =>
      kernel('FusedConv2D', { x: x(), filter: filter() }, { strides: 1, pad: 0, activation: 'swish' });
    expect(call).toThrow("fused kernels: unknown activation 'swish'");
  });

  it('leaves no data behind', async () => {
    const before = device.backend.numDataIds();
    const [input, weights] = [x(), filter()];
    const y = fused.conv2d({ ...base(), x: input, filter: weights, activation: 'relu' });
    expect(device.backend.numDataIds() - before).toBe(5);
    y.dispose();
    expect(device.backend.numDataIds() - before).toBe(4);
  });
});

describe('_FusedMatMul', () => {
  it('adds the bias, then applies the activation', async () => {
    const [a, b] = [tensor([1, -2], [1, 2]), tensor([1, 2, 3, 4], [2, 2])];
    const y = fused.matMul({
      a: a as never,
      b: b as never,
      bias: tensor([1, 1]),
      transposeB: true,
      activation: 'sigmoid',
    });
    // [1, -2] times the transpose is [-3, -5].
    expect(await read(y)).toEqual([2, 4].map((z) => expect.closeTo(1 / (1 + Math.exp(z)), 6)));
  });
});
