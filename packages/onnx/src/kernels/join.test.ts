import { ShapeError } from '@cv/tensor/errors';
import { engine, split, type Tensor, tensor, unstack } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernel, openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const read = async (t: Tensor): Promise<number[]> => [...(await t.data())];

describe('Unpack and SplitV', () => {
  it('answer with a list, also of a single part', async () => {
    const [only, none] = unstack(tensor([[1, 2, 3]]));
    expect(none).toBeUndefined();
    expect(await read(only!)).toEqual([1, 2, 3]);
    const parts = split(tensor([1, 2]), 1);
    expect(parts).toHaveLength(1);
    expect(await read(parts[0]!)).toEqual([1, 2]);
    expect(engine().runKernel('Unpack', { value: tensor([[1], [2]]) } as never, { axis: 0 })).toHaveLength(2);
  });
});

describe('Concat and Pack', () => {
  it('refuse tensors that do not fit', () => {
    const [a, b] = [tensor([[1, 2]]), tensor([[1, 2, 3]])];
    expect(() => kernel('Concat', [a, b] as never, { axis: 0 })).toThrow(ShapeError);
    expect(() => kernel('Concat', [a, b] as never, { axis: 0 })).toThrow(
      'Concat: tensors of one shape and type expected but along axis 0, received float32 [1,2], float32 [1,3]',
    );
    expect(() => kernel('Pack', [a, tensor([[1, 2]], [1, 2], 'int32')] as never, { axis: 0 })).toThrow(ShapeError);
  });
});
