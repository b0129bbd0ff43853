import { DataError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { ArrayDataset } from './array-dataset.ts';

const dots = new ArrayDataset({
  images: Uint8Array.of(10, 11, 20, 21, 30, 31, 40, 41),
  shape: [1, 2, 1],
  labels: [0, 1, 1, 0],
  classes: ['dark', 'light'],
});
const content = (set: ArrayDataset) =>
  Array.from({ length: set.length }, (_, i) => set.get(i)).map(({ pixels, label }) => [...pixels, label]);

describe('ArrayDataset', () => {
  it('hands out pictures and labels', () => {
    expect(content(dots)).toEqual([
      [10, 11, 0],
      [20, 21, 1],
      [30, 31, 1],
      [40, 41, 0],
    ]);
  });

  it.each([
    [1, 3],
    [2, undefined],
    [0, -1],
    [-1, undefined],
    [-9, 2],
    [3, 1],
    [1, 99],
    [0, 0],
  ])('slice(%s, %s) is what it is of an array', (start, end) => {
    const part = dots.slice(start, end);
    expect(content(part)).toEqual(content(dots).slice(start, end));
    expect([part.shape, part.classes]).toEqual([dots.shape, dots.classes]);
  });

  it('refuses other numbers of pictures and labels, and labels without a class', () => {
    const made = (labels: number[]) => () =>
      new ArrayDataset({ images: new Uint8Array(4), shape: [1, 2, 1], labels, classes: ['a'] });
    expect(made([0])).toThrow('1 labels but 2 pictures of 1x2x1');
    expect(made([0, 1])).toThrow('label 1 at index 1, expected an integer in 0..0');
    expect(made([0, 0.5])).toThrow(DataError);
  });
});
