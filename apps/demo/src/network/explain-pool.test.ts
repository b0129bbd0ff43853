import { expect, it } from 'vitest';
import { explainPool } from './explain-pool.ts';
import type { PoolStep } from './step.ts';

const step: PoolStep = {
  kind: 'max-pool',
  name: 'pool',
  shape: [2, 2, 2],
  kernelSize: [2, 2],
  stride: [2, 2],
  padding: [0, 0],
};
/** 4 x 4 x 2: map 0 counts up, map 1 counts down. */
const input = Float32Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? i / 2 : 16 - (i - 1) / 2));

it('names the window and the winner', () => {
  const { region, values, winner, result } = explainPool(
    step,
    { map: 0, row: 1, column: 0 },
    { input, inputShape: [4, 4, 2] },
  );
  expect(region).toEqual({ top: 2, left: 0, height: 2, width: 2 });
  expect(Array.from(values)).toEqual([8, 9, 12, 13]);
  expect(winner).toEqual({ map: 0, row: 3, column: 1 });
  expect(result).toBe(13);
});

it('stays in its map, and the first of equals wins', () => {
  const cell = { map: 1, row: 0, column: 1 };
  expect(explainPool(step, cell, { input, inputShape: [4, 4, 2] }).winner).toEqual({ map: 1, row: 0, column: 2 });
  const zeros = explainPool(step, cell, { input: new Float32Array(32), inputShape: [4, 4, 2] });
  expect(zeros.winner).toEqual({ map: 1, row: 0, column: 2 });
});
