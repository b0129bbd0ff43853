import { expect, it } from 'vitest';
import { turnLength } from './turn-length.ts';

it.each([
  [5, { iterations: 50, settle: 1 }],
  [0.1, { iterations: 200, settle: 1 }],
  [240, { iterations: 1, settle: 1 }],
  [1200, { iterations: 1, settle: 0 }],
])('an iteration of %d ms makes turns of %j', (ms, expected) => {
  expect(turnLength(ms)).toEqual(expected);
});
