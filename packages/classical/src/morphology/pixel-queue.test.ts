import { expect, it } from 'vitest';
import { PixelQueue } from './pixel-queue.ts';

it('gives back in the order of coming, while it grows and goes round', () => {
  const queue = new PixelQueue();
  const out: number[] = [];
  for (let i = 0; i < 5000; i++) {
    queue.push(i);
    if (i % 3 === 0) out.push(queue.shift());
  }
  while (queue.size > 0) out.push(queue.shift());
  expect(out).toEqual(Array.from({ length: 5000 }, (_, i) => i));
});
