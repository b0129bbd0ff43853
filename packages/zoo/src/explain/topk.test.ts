import { OptionError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { topk } from './topk.ts';

test.each([
  [[0.1, 0.7, 0.2], 2, [1, 2]],
  [[3, 1, 3, 2], 4, [0, 2, 3, 1]], // equal ones in order
  [[1, NaN, Infinity, NaN], 3, [1, 3, 2]],
  [[-1, -0, 0], 2, [1, 2]],
  [[5], 0, []],
  [[], 0, []],
])('of %j the first %d are at %j', (values, k, expected) => {
  expect(topk(values, k)).toEqual(expected.map((index) => ({ index, value: values[index] })));
});

test('refuses more than there are, and what is no count', () => {
  for (const k of [3, -1, 1.5, NaN]) expect(() => topk(Float32Array.of(1, 2), k)).toThrow(OptionError);
  expect(() => topk([1, 2], 3)).toThrow('topk: k is 3, expected a whole number of 0 to 2, the number of values');
});
