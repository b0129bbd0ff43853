import { image, type Tensor4D, tensor1d, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
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
    Float32Array.from({ length: 2 * 5 * 6 * 2 }, (_, i) => (i * 7) % 23),
    [2, 5, 6, 2],
  );
/** Inside, upside down, over the border, and of a picture that does not exist. */
const BOXES = [0.25, 0.2, 0.75, 1, 1, 0, 0, 0.5, -0.5, 0.25, 0.5, 1.5, 0, 0, 1, 1];

describe('CropAndResize', () => {
  it.each([
    ['bilinear', 3, 4],
    ['nearest', 3, 4],
    ['bilinear', 1, 1],
    ['nearest', 1, 2],
  ] as const)('%s to %i x %i equals the cpu backend', async (method, height, width) => {
    const size: [number, number] = [height, width];
    const { actual, expected } = await besideCpu(() =>
      image.cropAndResize(pictures(), tensor2d(BOXES, [4, 4]), tensor1d([0, 1, 1, 2], 'int32'), size, method, -1),
    );
    expect(actual[0]!.shape).toEqual([4, ...size, 2]);
    for (const [i, value] of expected[0]!.values.entries()) expect(actual[0]!.values[i]).toBeCloseTo(value, 4);
  });
});
