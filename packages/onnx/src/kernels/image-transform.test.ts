import { image, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
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

const picture = (): Tensor4D =>
  tensor4d(
    Float32Array.from({ length: 4 * 5 * 2 }, (_, i) => (i * 7) % 23),
    [1, 4, 5, 2],
  );
/** Turned, stretched and moved far enough to leave the picture on every side, with some perspective. */
const MAP = [1.3, -0.6, -3.2, 0.55, 1.7, -2.6, 0.01, -0.02];

describe('Transform', () => {
  it.each(
    (['constant', 'reflect', 'wrap', 'nearest'] as const).flatMap((mode) =>
      (['bilinear', 'nearest'] as const).map((interpolation) => [interpolation, mode] as const),
    ),
  )('%s, %s outside, equals the cpu backend', async (interpolation, mode) => {
    const { actual, expected } = await besideCpu(() =>
      image.transform(picture(), tensor2d(MAP, [1, 8]), interpolation, mode, 0.5, [6, 7]),
    );
    expect(actual[0]!.shape).toEqual([1, 6, 7, 2]);
    for (const [i, value] of expected[0]!.values.entries()) expect(actual[0]!.values[i]).toBeCloseTo(value, 3);
  });

  it('moves every picture of a batch, and fills where a map divides by zero', async () => {
    const two = tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 1]);
    // One to the right; and x / (1 - x), which has no value at x = 1.
    const maps = tensor2d([1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -1, 0], [2, 8]);
    const y = image.transform(two, maps, 'nearest', 'constant', -1);
    expect([...(await y.data())]).toEqual([2, -1, 4, -1, 5, -1, 7, -1]);
  });
});
