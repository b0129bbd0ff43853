import { einsum, range, reshape, type Tensor } from '@tensorflow/tfjs-core';
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

const of = (...shape: number[]): Tensor =>
  reshape(
    range(
      0,
      shape.reduce((a, b) => a * b, 1),
    ),
    shape,
  );

describe('Einsum', () => {
  it.each<[string, () => Tensor[]]>([
    ['ij,jk->ik', () => [of(2, 3), of(3, 4)]],
    ['bhqd, bhkd -> bhqk', () => [of(2, 2, 3, 4), of(2, 2, 5, 4)]],
    ['ij->ji', () => [of(2, 3)]],
    ['ij->', () => [of(2, 3)]],
    ['i,j->ij', () => [of(2), of(3)]],
  ])('%s equals the cpu backend', async (equation, operands) => {
    const { actual, expected } = await besideCpu(() => einsum(equation, ...operands()));
    expect(actual).toEqual(expected);
  });

  it('refuses sizes that do not fit', () => {
    expect(() => einsum('ij,jk->ik', of(2, 3), of(4, 5))).toThrow(/dimension 3 at axis 0|Expected dimension 3/);
  });
});
