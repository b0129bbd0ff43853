import { bincount, denseBincount, lowerBound, type Tensor, tensor, topk, upperBound } from '@tensorflow/tfjs-core';
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

const ints = (values: number[], shape = [values.length]): Tensor => tensor(values, shape, 'int32');
const sorted = (): Tensor => tensor([1, 2, 2, 5, -3, 0, 7, 9], [2, 4]);
const values = (): Tensor => tensor([2, 6, 0, -3, 9, 10], [2, 3]);
const pair = ({ values: v, indices }: { values: Tensor; indices: Tensor }): Tensor[] => [v, indices];

describe('kernels that count and rank', () => {
  it.each<[string, () => Tensor | Tensor[]]>([
    ['Bincount leaves out what is too large', () => bincount(ints([1, 4, 1, 9]) as never, tensor([], [0]) as never, 5)],
    ['Bincount with weights', () => bincount(ints([1, 4, 1]) as never, tensor([0.5, 1, 2]) as never, 5)],
    [
      'DenseBincount by rows',
      () => denseBincount(ints([0, 1, 1, 3, 2, 2], [2, 3]) as never, tensor([], [0]) as never, 3),
    ],
    [
      'DenseBincount with weights',
      () => denseBincount(ints([0, 1, 1, 2], [2, 2]) as never, tensor([1, 2, 3, 4], [2, 2]) as never, 3),
    ],
    [
      'DenseBincount of presence',
      () => denseBincount(ints([0, 1, 1, 1], [2, 2]) as never, tensor([], [0]) as never, 3, true),
    ],
    ['SearchSorted from the left', () => lowerBound(sorted(), values())],
    ['SearchSorted from the right', () => upperBound(sorted(), values())],
    [
      'TopK, the first of equals first',
      () =>
        pair(
          topk(
            tensor([
              [1, 5, 3, 5],
              [2, 2, 2, 2],
            ]),
            3,
          ),
        ),
    ],
    ['TopK of int32', () => pair(topk(ints([4, -1, 7]), 2))],
    ['TopK of none', () => pair(topk(tensor([1, 2]), 0))],
  ])('%s', async (_, program) => {
    const { actual, expected } = await besideCpu(program);
    expect(actual).toEqual(expected);
  });

  it('Bincount leaves out negative numbers, which tfjs sees only where it computes at once', async () => {
    const y = kernel('Bincount', { x: ints([-1, 0, 2, 2]), weights: tensor([], [0]) }, { size: 3 });
    expect([...(await y.data())]).toEqual([1, 0, 2]);
  });
});
