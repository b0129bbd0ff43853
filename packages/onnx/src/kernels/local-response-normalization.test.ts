import { localResponseNormalization, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
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

const x = (): Tensor4D =>
  tensor4d(
    Float32Array.from({ length: 2 * 2 * 3 * 5 }, (_, i) => ((i * 7) % 11) / 4 - 1),
    [2, 2, 3, 5],
  );

describe('LRN', () => {
  it.each([0, 1, 2, 7])('of radius %i and its gradient equal the cpu backend', async (radius) => {
    const normalize = (t: Tensor): Tensor => localResponseNormalization(t as Tensor4D, radius, 2, 0.7, 0.75);
    const { actual, expected } = await besideCpu(() => [
      normalize(x()),
      kernel(
        'LRNGrad',
        { x: x(), y: normalize(x()), dy: x() },
        { depthRadius: radius, bias: 2, alpha: 0.7, beta: 0.75 },
      ),
    ]);
    for (const [k, { values }] of expected.entries()) {
      for (const [i, value] of values.entries()) expect(actual[k]!.values[i]).toBeCloseTo(value, 5);
    }
  });
});
