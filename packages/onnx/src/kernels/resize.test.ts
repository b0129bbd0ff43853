import { image, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
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

const SHAPE: [number, number, number, number] = [2, 4, 5, 3];
const numbers = (shape: [number, number, number, number]): Tensor4D =>
  tensor4d(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (i * 7) % 13),
    shape,
  );
const ALIGNMENTS = [
  [false, false],
  [true, false],
  [false, true],
] as const;
const SIZES: [number, number][] = [
  [8, 10],
  [3, 7],
  [1, 2],
  [4, 5],
];

describe.each(ALIGNMENTS)('resizing, align corners %j, half pixels %j', (corners, half) => {
  it.each(SIZES)('to %i x %i', async (...size) => {
    for (const resize of [image.resizeBilinear, image.resizeNearestNeighbor]) {
      const { actual, expected } = await besideCpu(() => resize(numbers(SHAPE), size, corners, half));
      expect(actual[0]!.shape).toEqual(expected[0]!.shape);
      for (const [i, value] of expected[0]!.values.entries()) expect(actual[0]!.values[i]).toBeCloseTo(value, 4);
    }
  });

  it.each(SIZES)("has the adjoint as its gradient, from %i x %i: <Ax, y> = <x, A'y>", async (...size) => {
    const attributes = { alignCorners: corners, halfPixelCenters: half };
    for (const name of ['ResizeBilinear', 'ResizeNearestNeighbor']) {
      const images = numbers(SHAPE);
      const y = kernel(name, { images }, { ...attributes, size });
      const dy = numbers(y.shape as [number, number, number, number]);
      const dx = kernel(`${name}Grad`, { dy, images }, attributes);
      const dot = async (a: Tensor, b: Tensor): Promise<number> => {
        const [left, right] = [await a.data(), await b.data()];
        return (left as Float32Array).reduce((sum, value, i) => sum + value * right[i]!, 0);
      };
      const product = await dot(y, dy);
      expect(Math.abs((await dot(images, dx)) - product)).toBeLessThan(1e-5 * product);
    }
  });
});

describe('resizing to the nearest', () => {
  it('keeps integers', async () => {
    const images = tensor4d([1, 2, 3, 4], [1, 2, 2, 1], 'int32');
    const y = image.resizeNearestNeighbor(images, [2, 4]);
    expect(y.dtype).toBe('int32');
    expect([...(await y.data())]).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });
});
