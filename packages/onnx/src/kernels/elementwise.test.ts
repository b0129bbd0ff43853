import {
  atan2,
  bitwiseAnd,
  max,
  prelu,
  reshape,
  round,
  sign,
  step,
  type Tensor,
  tensor,
  where,
} from '@tensorflow/tfjs-core';
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

const ints = (values: number[]): Tensor => tensor(values, [values.length], 'int32');
const read = async (t: Tensor): Promise<number[]> => [...(await t.data())];

describe('element-by-element kernels', () => {
  it('keep int32 where tfjs does', async () => {
    const x = ints([-3, 0, 7]);
    for (const [y, values] of [
      [kernel('Relu6', { x }), [0, 0, 6]],
      [round(x), [-3, 0, 7]],
      [step(x), [0, 0, 1]],
      [sign(x), [-1, 0, 1]],
      [kernel('Square', { x }), [9, 0, 49]],
    ] as const) {
      expect(y.dtype).toBe('int32');
      expect(await read(y)).toEqual(values);
    }
  });

  it('Sign gives 0 for NaN', async () => {
    expect(await read(sign(tensor([Number.NaN, -2, 0, 3])))).toEqual([0, -1, 0, 1]);
  });

  it('Step gives NaN for NaN, also with a slope', async () => {
    const x = tensor([Number.NaN, -2, 0, 3]);
    expect(await read(step(x))).toEqual([Number.NaN, 0, 0, 1]);
    expect(await read(step(x, 0.5))).toEqual([Number.NaN, 0.5, 0.5, 1]);
  });

  it('Prelu takes integers', async () => {
    const y = prelu(ints([-4, 2]), tensor([0.5, 0.5]));
    expect(y.dtype).toBe('float32');
    expect(await read(y)).toEqual([-2, 2]);
  });

  it('FloorDiv rounds down and is exact for every int32', async () => {
    const y = kernel('FloorDiv', { a: ints([2147483647, -7, 7, -2147483647]), b: ints([2, 2, -2, 1]) });
    expect(await read(y)).toEqual([1073741823, -4, -4, -2147483647]);
  });

  it('Atan2 is right in every quadrant, on the axes and at infinity', async () => {
    const inf = Number.POSITIVE_INFINITY;
    const coordinates = [-inf, -2, -0.5, 0, 0.5, 2, inf];
    const pairs = coordinates.flatMap((y) => coordinates.map((x) => [y, x] as const));
    const angles = await read(atan2(tensor(pairs.map(([y]) => y)), tensor(pairs.map(([, x]) => x))));
    for (const [i, [y, x]] of pairs.entries()) expect(angles[i]).toBeCloseTo(Math.atan2(y, x), 6);
    expect(await read(atan2(Number.NaN, 0))).toEqual([Number.NaN]);
  });

  it('EluGrad, BitwiseAnd and a choice of truth values equal the cpu backend', async () => {
    const truth = (...values: boolean[]): Tensor => tensor(values, [values.length], 'bool');
    const { actual, expected } = await besideCpu(() => [
      kernel('EluGrad', { dy: tensor([1, 2, 3]), y: tensor([-0.5, 0, 4]) }),
      bitwiseAnd(ints([12, -1]), ints([10, 7])),
      where(truth(true, false, true), truth(true, true, false), truth(false, false, true)),
      where(
        truth(true, false),
        reshape(truth(true, true, true, true), [2, 2]),
        reshape(truth(false, false, false, false), [2, 2]),
      ),
      max(truth(false, true)),
    ]);
    expect(actual).toEqual(expected);
  });
});
