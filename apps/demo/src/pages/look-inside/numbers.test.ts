import { expect, it } from 'vitest';
import { milliseconds, percent, shortNumber } from './numbers.ts';
import { sentence } from './sentence.ts';

it('writes numbers for reading', () => {
  expect([0, 1.23456, -0.05, 1234, -1e-5].map(shortNumber)).toEqual(['0', '1.23', '−0.0500', '1.2e+3', '−1.0e-5']);
  expect([0, 0.1234, 1].map(percent)).toEqual(['0.0 %', '12.3 %', '100.0 %']);
  expect([4.25, 12.6].map(milliseconds)).toEqual(['4.3 ms', '13 ms']);
});

it('makes a sentence of any error', () => {
  expect(sentence(new Error('no connection'))).toBe('No connection.');
  expect(sentence('Is it there?')).toBe('Is it there?');
  expect(sentence(new Error(''))).toMatch(/^Something went wrong/);
});
