import { add, conv2d, dispose, matmul, mul, read, sum, type Tensor, tensor, valueAndGrads } from '@cv/tensor';
import { setBackend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend } from './testing.ts';

type Device = Awaited<ReturnType<typeof openTestBackend>>;

/** Half of the last of the ten binary places that a float16 near 1 has: rounds to even, to 1. */
const ULP = 2 ** -11;

let rounded: Device;
let single: Device;
beforeAll(async () => {
  rounded = await openTestBackend(64, { precision: 'rounded' });
  single = await openTestBackend(64);
});
afterAll(async () => {
  await rounded.unregister();
  await single.unregister();
});

async function on(device: Device, program: () => Tensor): Promise<number[]> {
  await setBackend(device.name);
  const result = program();
  const values = Array.from(await read(result));
  dispose(result);
  return values;
}

function constant(value: number, shape: number[]): Tensor {
  return tensor(new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value), shape);
}

describe("precision 'rounded'", () => {
  it('rounds the factors of matrix products, and nothing else', async () => {
    const product = (): Tensor => matmul(constant(1 + ULP, [1, 1]), constant(1, [1, 1]));
    expect(await on(single, product)).toEqual([1 + ULP]);
    expect(await on(rounded, product)).toEqual([1]);
    const others = (): Tensor => mul(add(constant(1 + ULP, [1]), 0), 3);
    expect(await on(rounded, others)).toEqual([3 + 3 * ULP]);
  });

  // Three input channels: plain; sixteen: blocks of channels.
  it.each([3, 16])('rounds what convolutions read, %i channels', async (channels) => {
    const y = (): Tensor => conv2d(constant(1 + ULP, [16, 2, 2, channels]), constant(1, [2, 2, channels, 16]));
    expect(new Set(await on(single, y))).toEqual(new Set([4 * channels * (1 + ULP)]));
    expect(new Set(await on(rounded, y))).toEqual(new Set([4 * channels]));
  });

  it('overflows where float16 does', async () => {
    expect(await on(rounded, () => matmul(constant(70_000, [1, 1]), constant(1, [1, 1])))).toEqual([Infinity]);
    expect(await on(rounded, () => matmul(constant(65_504, [1, 1]), constant(2, [1, 1])))).toEqual([131_008]);
  });

  it('rounds in gradients too: what is too small for float16 is lost', async () => {
    const slope = async (device: Device, scale: number): Promise<number> => {
      await setBackend(device.name);
      const [x, w] = [constant(1, [1, 1]), constant(1, [1, 1])];
      const { value, grads } = valueAndGrads(() => sum(mul(matmul(x, w), scale)), [w]);
      const [gradient] = await read(grads[0]!);
      dispose([x, w, value, ...grads]);
      return gradient!;
    };
    expect(await slope(single, 1e-8)).toBe(Math.fround(1e-8));
    expect(await slope(rounded, 1e-8)).toBe(0);
  });
});
