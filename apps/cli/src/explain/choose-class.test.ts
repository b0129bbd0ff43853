import { OptionError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { chooseClass } from './choose-class.ts';

const labels = ['tabby', 'tiger cat', 'Siamese cat', '5', 'tiger'];

test.each([
  ['tabby', 0],
  ['siamese CAT', 2],
  [' tiger ', 4],
  ['5', 3], // a label before an index
  ['1', 1],
])('%j is class %d', (given, expected) => {
  expect(chooseClass(given, labels)).toBe(expected);
});

test.each([
  ['cat', "there is no class 'cat'; did you mean 'tiger cat', 'Siamese cat'?"],
  ['zebra', "there is no class 'zebra'; expected a label, or an index of 0 to 4"],
  ['6', 'expected a label, or an index of 0 to 4'],
  ['-1', 'expected a label'],
  ['', 'expected a label'],
])('%j is none', (given, message) => {
  expect(() => chooseClass(given, labels)).toThrow(OptionError);
  expect(() => chooseClass(given, labels)).toThrow(message);
});
