import { DTypeError } from '@cv/tensor/errors';
import { fill, linspace, range, type Tensor } from '@tensorflow/tfjs-core';
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

describe('Range', () => {
  it('counts down where stop is smaller, with or without a step', async () => {
    expect(await read(kernel('Range', {}, { start: 3, stop: 0, step: 1, dtype: 'int32' }))).toEqual([3, 2, 1]);
    expect(await read(range(3, 0, -2))).toEqual([3, 1]);
    expect(await read(range(0, 3, -1))).toEqual([]);
  });
});

describe('Fill', () => {
  it('refuses strings by name', () => {
    expect(() => fill([2], 'a')).toThrow(DTypeError);
    expect(() => fill([2], 'a')).toThrow('received string');
  });
});

describe('LinSpace', () => {
  it('includes both ends, and is the start alone for one number', async () => {
    expect(await read(linspace(1, 2, 5))).toEqual([1, 1.25, 1.5, 1.75, 2]);
    expect(await read(linspace(3, 9, 1))).toEqual([3]);
  });
});
