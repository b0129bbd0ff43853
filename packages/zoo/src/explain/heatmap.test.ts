import { expect, test } from 'vitest';
import { normalised } from './heatmap.ts';

test.each([
  ['max', [0, 2, 4], [0, 0.5, 1], [0, 4]],
  ['max', [1, 2], [0.5, 1], [0, 2]], // 0 stays 0
  ['max', [0, 0], [0, 0], [0, 0]],
  ['min-max', [-1, 1, 3], [0, 0.5, 1], [-1, 3]],
  ['min-max', [7, 7], [0, 0], [7, 7]],
] as const)('%s of %j is %j, range %j', (rule, values, map, range) => {
  expect(normalised(Float32Array.from(values), rule)).toEqual({ map: Float32Array.from(map), range });
});
