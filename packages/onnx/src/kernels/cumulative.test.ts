import { cumprod, cumsum, type Tensor, tensor } from '@tensorflow/tfjs-core';
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

const x = (dtype: 'float32' | 'int32' = 'float32'): Tensor =>
  tensor(
    Array.from({ length: 2 * 7 * 2 }, (_, i) => ((i * 5) % 4) - 2 || 3),
    [2, 7, 2],
    dtype,
  );

describe('running sums and products', () => {
  it.each([
    [1, false, false],
    [1, true, false],
    [1, false, true],
    [1, true, true],
    [0, false, false],
    [2, true, true],
  ])('along axis %i, exclusive %j, reverse %j', async (axis, exclusive, reverse) => {
    for (const scan of [cumsum, cumprod]) {
      for (const dtype of ['float32', 'int32'] as const) {
        const { actual, expected } = await besideCpu(() => scan(x(dtype), axis, exclusive, reverse));
        expect(actual).toEqual(expected);
      }
    }
  });

  it('count truth values', async () => {
    const truth = (): Tensor => tensor([true, true, false, true], [4], 'bool');
    for (const scan of [cumsum, cumprod]) {
      const { actual, expected } = await besideCpu(() => scan(truth()));
      expect(actual).toEqual(expected);
    }
  });
});
