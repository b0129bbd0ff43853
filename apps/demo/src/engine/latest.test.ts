import { expect, it } from 'vitest';
import { latest } from './latest.ts';

it('runs one at a time and drops all but the newest that came in meanwhile', async () => {
  const done: number[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;
  const ask = latest<number>(async (request) => {
    expect(++running).toBe(1);
    await new Promise<void>((resolve) => waiting.push(resolve));
    running--;
    done.push(request);
  });
  const finish = async (): Promise<void> => {
    waiting.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  for (const request of [1, 2, 3, 4]) ask(request);
  await finish();
  ask(5);
  await finish();
  await finish();
  expect(done).toEqual([1, 4, 5]);
  expect(waiting).toEqual([]);
  ask(6);
  await finish();
  expect(done).toEqual([1, 4, 5, 6]);
});
