import { avgPool, conv2d, maxPool, ones, type Rank, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideCpu } from '../beside-cpu.test.support.ts';
import { kernel, openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

describe('pooling', () => {
  it('rounds the number of windows up where asked to: the last ones see fewer cells', async () => {
    const x = tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    const read = async (y: Tensor): Promise<number[]> => [...(await y.data())];
    expect(await read(maxPool(x, 2, 2, 0, 'ceil'))).toEqual([5, 6, 8, 9]);
    expect(await read(avgPool(x, 2, 2, 0, 'ceil'))).toEqual([3, 4.5, 7.5, 9]);
    expect(await read(maxPool(x, 2, 2, 0, 'floor'))).toEqual([5]);
    expect(await read(conv2d(x, ones<Rank.R4>([2, 2, 1, 1]), 2, 0, 'NHWC', 1, 'ceil'))).toEqual([12, 9, 15, 9]);
    const dy = tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const attributes = { filterSize: 2, strides: 2, pad: 0, dimRoundingMode: 'ceil' };
    const dx = kernel('MaxPoolGrad', { dy, input: x, output: maxPool(x, 2, 2, 0, 'ceil') }, attributes);
    expect(await read(dx)).toEqual([0, 0, 0, 0, 1, 2, 0, 3, 4]);
  });

  it('takes windows that lie in the padding alone, but has no gradient for them', async () => {
    const x = (): Tensor4D => tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    for (const pool of [maxPool, avgPool]) {
      const { actual, expected } = await besideCpu(() => pool(x(), 2, 3, 2, 'ceil'));
      // ONNX Runtime's maximum of nothing is the lowest number, not -infinity.
      const low = ({ values }: { values: readonly number[] }): number[] => values.map((v) => Math.max(v, -3.4e38));
      expect(actual.map(low)).toEqual(expected.map(low));
    }
    const attributes = { filterSize: 2, strides: 3, pad: 2, dimRoundingMode: 'ceil' };
    const call = (): Tensor => kernel('MaxPoolGrad', { dy: x(), input: x(), output: x() }, attributes);
    expect(call).toThrow('MaxPoolGrad: padding [2,2,3,3] must be smaller than the window [2,2]');
  });

  it('of integers gives integers', async () => {
    const x = (): Tensor4D => tensor4d([1, 2, 3, 16777215], [1, 2, 2, 1], 'int32');
    const { actual, expected } = await besideCpu(() => maxPool(x(), 2, 1, 0));
    expect(actual).toEqual(expected);
  });

  it('refuses a picture without its batch', () => {
    expect(() => kernel('MaxPool', { x: ones([3, 3, 1]) }, { filterSize: 2, strides: 1, pad: 0 })).toThrow(
      'pooling: [N, H, W, C] expected, received [3,3,1]',
    );
  });
});
