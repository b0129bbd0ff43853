import { maxPoolWithArgmax, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideCpu } from '../beside-cpu.test.support.ts';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const x = (): Tensor4D =>
  tensor4d(
    Float32Array.from({ length: 2 * 5 * 4 * 3 }, (_, i) => (i * 7) % 31),
    [2, 5, 4, 3],
  );

describe('MaxPoolWithArgmax', () => {
  it.each([
    ['valid', 2, false],
    ['same', 2, true],
    ['same', 1, false],
  ] as const)('padding %s, stride %i, batch in the index %j', async (pad, stride, batch) => {
    const { actual, expected } = await besideCpu((): Tensor[] => {
      const { result, indexes } = maxPoolWithArgmax(x(), 3, stride, pad, batch);
      return [result!, indexes!];
    });
    expect(actual).toEqual(expected);
  });
});
