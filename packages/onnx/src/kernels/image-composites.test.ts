import { image, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
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

const pictures = (): Tensor4D =>
  tensor4d(
    Float32Array.from({ length: 2 * 4 * 5 * 4 }, (_, i) => (i * 7) % 23),
    [2, 4, 5, 4],
  );

describe('FlipLeftRight and RotateWithOffset', () => {
  it('flip every picture', async () => {
    const { actual, expected } = await besideCpu(() => image.flipLeftRight(pictures()));
    expect(actual).toEqual(expected);
  });

  it.each([
    [0.4, 0, 0.5],
    [-2, [1, 2, 3], [0.3, 0.7]],
    [Math.PI / 2, 9, [0, 1]],
  ] as [number, number | [number, number, number], number | [number, number]][])(
    'turn by %d, filled with %j, about %j',
    async (radians, fill, center) => {
      const { actual, expected } = await besideCpu(() => image.rotateWithOffset(pictures(), radians, fill, center));
      expect(actual).toEqual(expected);
    },
  );

  it('do not compile again for another angle', async () => {
    await image.rotateWithOffset(pictures(), 0.1).data();
    const { compiles } = device.backend.statistics;
    await image.rotateWithOffset(pictures(), 0.2).data();
    expect(device.backend.statistics.compiles).toBe(compiles);
  });
});
