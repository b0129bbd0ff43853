import { ShapeError } from '@cv/tensor/errors';
import { matMul, ones, type Tensor, tensor } from '@tensorflow/tfjs-core';
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

const of = (...shape: number[]): Tensor => ones(shape);

describe('BatchMatMul', () => {
  it('refuses inner sizes that differ, with and without transposes', () => {
    expect(() => kernel('BatchMatMul', { a: of(2, 3), b: of(2, 3) })).toThrow(ShapeError);
    expect(() => kernel('BatchMatMul', { a: of(2, 3), b: of(3, 2) }, { transposeA: true })).toThrow(
      'inner sizes 2 and 3',
    );
    expect(matMul(of(2, 3), of(2, 3), false, true).shape).toEqual([2, 2]);
    expect(matMul(of(2, 3), of(2, 3), true).shape).toEqual([3, 3]);
  });

  it('refuses vectors', () => {
    expect(() => kernel('BatchMatMul', { a: of(3), b: of(3, 2) })).toThrow('rank 2 or more');
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('multiplies integers, transposed %j and %j', async (a, b) => {
    const { actual, expected } = await besideCpu(() => {
      const x = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2], 'int32');
      return matMul(x, x, a, b);
    });
    expect(actual).toEqual(expected);
  });
});
