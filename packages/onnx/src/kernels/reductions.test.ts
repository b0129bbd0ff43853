import { argMax, argMin, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const read = async (t: Tensor): Promise<number[]> => [...(await t.data())];

describe('ArgMax and ArgMin', () => {
  it('pass over NaN and take the first of equals', async () => {
    const { NaN: nan, NEGATIVE_INFINITY: low } = Number;
    const x = tensor([
      [nan, 3, 5, nan, 5],
      [2, nan, 7, 0, nan],
      [nan, nan, nan, nan, nan],
      [low, low, nan, low, low],
    ]);
    expect(await read(argMax(x, 1))).toEqual([2, 2, 0, 0]);
    expect(await read(argMin(x, 1))).toEqual([1, 3, 0, 0]);
  });

  it('take truth values', async () => {
    const x = tensor([false, true, true], [3], 'bool');
    expect(await read(argMax(x))).toEqual([1]);
    expect(await read(argMin(x))).toEqual([0]);
  });
});
