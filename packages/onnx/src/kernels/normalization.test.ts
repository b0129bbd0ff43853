import { batchNorm, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

describe('FusedBatchNorm', () => {
  it('takes statistics of the whole shape, element by element', async () => {
    const of = (...values: number[]): Tensor => tensor(values, [2, 1, 2]);
    const y = batchNorm(of(2, 4, 9, 23), of(1, 2, 3, 4), of(4, 4, 4, 1), of(3, 4, 5, 6), of(4, 5, 6, 7), 1e-12);
    expect([...(await y.data())]).toEqual([5, 9, 23, 139]);
  });
});
