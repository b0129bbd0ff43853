import { expect, it } from 'vitest';
import { summarise } from './summary.ts';

it('gives median, quartiles and extremes, whatever the order', () => {
  expect(summarise([5, 1, 4, 2, 3])).toEqual({ count: 5, min: 1, q1: 2, median: 3, q3: 4, max: 5 });
});

it('interpolates between the values', () => {
  expect(summarise([4, 1, 2, 10])).toEqual({ count: 4, min: 1, q1: 1.75, median: 3, q3: 5.5, max: 10 });
});

it('of one value, all are that value; the values stay as they were', () => {
  const values = [3, 1];
  summarise(values);
  expect(values).toEqual([3, 1]);
  expect(summarise([7])).toEqual({ count: 1, min: 7, q1: 7, median: 7, q3: 7, max: 7 });
});
