import { multinomial, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const counts = (values: ArrayLike<number>, events: number): number[] => {
  const all = Array.from({ length: events }, () => 0);
  for (const value of Array.from(values)) all[value]! += 1;
  return all;
};

describe('Multinomial', () => {
  it('draws in proportion to the probabilities', async () => {
    const draws = await multinomial(tensor1d([0.1, 0, 0.6, 0.3]), 10_000, 7, true).data();
    const parts = counts(draws, 4).map((count) => count / 10_000);
    expect(parts[1]).toBe(0);
    // Four standard deviations of a part are below 0.02.
    for (const [i, p] of [0.1, 0, 0.6, 0.3].entries()) expect(Math.abs(parts[i]! - p)).toBeLessThan(0.02);
  });

  it('takes logits row by row, and gives the same for the same seed', async () => {
    const logits = tensor2d([0, 50, 0, 50, 0, 0], [2, 3]);
    const draws = multinomial(logits, 20, 0.25);
    expect(draws.shape).toEqual([2, 20]);
    expect(draws.dtype).toBe('int32');
    const values = await draws.data();
    expect(counts(values.slice(0, 20), 3)).toEqual([0, 20, 0]);
    expect(counts(values.slice(20), 3)).toEqual([20, 0, 0]);
    const even = tensor1d([1, 1, 1]);
    const [a, b, c] = [multinomial(even, 50, 3), multinomial(even, 50, 3), multinomial(even, 50, 4)];
    expect(await a.data()).toEqual(await b.data());
    expect(await a.data()).not.toEqual(await c.data());
  });
});
