import {
  gatherND,
  range,
  reshape,
  scatterND,
  sparseToDense,
  type Tensor,
  tensor,
  tensorScatterUpdate,
} from '@tensorflow/tfjs-core';
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

const ints = (values: number[], shape: number[]): Tensor => tensor(values, shape, 'int32');

describe('kernels that read or write at positions', () => {
  it.each<[string, () => Tensor]>([
    ['GatherNd of elements', () => gatherND(reshape(range(0, 24), [2, 3, 4]), ints([1, 2, 3, 0, 1, 0], [2, 3]))],
    ['GatherNd of slices', () => gatherND(reshape(range(0, 24), [2, 3, 4]), ints([1, 2, 0, 0], [2, 1, 2]))],
    ['ScatterNd adds equal positions', () => scatterND(ints([3, 1, 3], [3, 1]), tensor([1, 2, 4]), [5])],
    [
      'ScatterNd of rows',
      () =>
        scatterND(
          ints([2, 0], [2, 1]),
          tensor([
            [1, 2],
            [3, 4],
          ]),
          [3, 2],
        ),
    ],
    ['ScatterNd of int32', () => scatterND(ints([0, 1, 1, 0], [2, 2]), ints([5, 6], [2]), [2, 2])],
    [
      'TensorScatterUpdate',
      () => tensorScatterUpdate(reshape(range(0, 6), [3, 2]), ints([1], [1, 1]), tensor([[7, 8]])),
    ],
    ['SparseToDense, one value for all', () => sparseToDense(ints([0, 3], [2]), 5, [4], -1)],
    ['SparseToDense at a scalar', () => sparseToDense(ints([2], []), 5, [4], 0)],
    ['SparseToDense in a table', () => sparseToDense(ints([0, 1, 2, 0], [2, 2]), tensor([8, 9]), [3, 2], 0.5)],
  ])('%s', async (_, program) => {
    const { actual, expected } = await besideCpu(program);
    expect(actual).toEqual(expected);
  });
});
