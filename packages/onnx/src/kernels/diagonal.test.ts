import { diag, range, reshape, tensor } from '@tensorflow/tfjs-core';
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

describe('Diag', () => {
  it.each(['float32', 'int32', 'bool'] as const)('of %s', async (dtype) => {
    const { actual, expected } = await besideCpu(() => diag(tensor([1, 0, 1], [3], dtype)));
    expect(actual).toEqual(expected);
  });

  it('of a matrix', async () => {
    const { actual, expected } = await besideCpu(() => diag(reshape(range(1, 7), [2, 3])));
    expect(actual).toEqual(expected);
  });
});
