import { conv2d, gather, ones, range, reshape, type Tensor4D, tensor } from '@tensorflow/tfjs-core';
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

describe('GatherV2 between convolutions', () => {
  it.each([0, 1, 2, 3])('axis %i, where channels are first', async (axis) => {
    const { actual, expected } = await besideCpu(() => {
      const x = conv2d(reshape(range(0, 120), [2, 3, 4, 5]) as Tensor4D, ones([1, 1, 5, 2]) as Tensor4D, 1, 'valid');
      const taken = gather(x, tensor([1, 0, 1, 1], [4], 'int32'), axis) as Tensor4D;
      return conv2d(taken, ones([1, 1, taken.shape[3], 3]) as Tensor4D, 1, 'valid');
    });
    expect(actual).toEqual(expected);
  });
});

describe('GatherV2 with batch dimensions', () => {
  it.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
  ])('axis %i, batchDims %i', async (axis, batchDims) => {
    const shape = [2, 3, 4, 5];
    const lead = shape.slice(0, batchDims);
    const indices = [...lead, 2];
    const { actual, expected } = await besideCpu(() => {
      const x = reshape(range(0, 120), shape);
      const count = indices.reduce((a, b) => a * b, 1);
      const at = Array.from({ length: count }, (_, i) => (i * 7) % shape[axis]!);
      return gather(x, tensor(at, indices, 'int32'), axis, batchDims);
    });
    expect(actual).toEqual(expected);
  });

  it('refuses indices of other batches', () => {
    const x = reshape(range(0, 6), [2, 3]);
    expect(() => gather(x, tensor([0, 1, 2], [3, 1], 'int32'), 1, 1)).toThrow(/indices\.shape/);
  });
});
