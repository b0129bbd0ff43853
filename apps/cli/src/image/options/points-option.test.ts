import { expect, it } from 'vitest';
import { pointsOption } from './points-option.ts';

it('reads pairs of whole numbers', () => {
  const option = pointsOption('where').toOption('seeds');
  expect(option.flags).toBe('--seeds <x,y,...>');
  const read = (text: string): unknown => option.parseArg!(text, undefined);
  expect(read('3,4')).toEqual([[3, 4]]);
  expect(read('3,4, 0,9')).toEqual([
    [3, 4],
    [0, 9],
  ]);
  expect(() => read('3')).toThrow(/x and y of each/);
  expect(() => read('3,4.5')).toThrow(/whole number/);
  expect(() => read('-3,4')).toThrow(/at least 0/);
});
