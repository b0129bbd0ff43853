import { expect, it } from 'vitest';
import { Serial } from './serial.ts';

it('runs in order, also after a failure, and gives each its own result', async () => {
  const turns = new Serial();
  const order: string[] = [];
  const work = (name: string, delay: number) =>
    turns.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      order.push(name);
      if (name === 'b') throw new RangeError('b failed');
      return name;
    });
  const results = await Promise.allSettled([work('a', 5), work('b', 1), work('c', 0)]);
  expect(order).toEqual(['a', 'b', 'c']);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
    'a',
    'RangeError: b failed',
    'c',
  ]);
});
