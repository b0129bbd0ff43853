import { describe, expect, it } from 'vitest';
import { confusionMatrix } from './confusion-matrix.ts';
import { fixedPoint } from './fixed-point.ts';
import { mostConfused } from './most-confused.ts';

describe('mostConfused', () => {
  const labels = ['cat', 'dog', 'fox'];
  const confusion = {
    labels,
    matrix: [
      [90, 8, 2],
      [6, 94, 0],
      [3, 3, 4],
    ],
  };

  it('ranks by count, equal ones in the order of the matrix', () => {
    expect(mostConfused(confusion).map(({ actual, predicted, count }) => [actual, predicted, count])).toEqual([
      ['cat', 'dog', 8],
      ['dog', 'cat', 6],
      ['fox', 'cat', 3],
      ['fox', 'dog', 3],
      ['cat', 'fox', 2],
    ]);
  });

  it('ranks by share, which brings out rare classes', () => {
    expect(mostConfused(confusion, { by: 'share', limit: 2 })).toEqual([
      { actual: 'fox', predicted: 'cat', count: 3, share: 0.3 },
      { actual: 'fox', predicted: 'dog', count: 3, share: 0.3 },
    ]);
  });

  it('has nothing to say when all is right or nothing is asked', () => {
    expect(mostConfused(confusionMatrix([0, 1], [0, 1]))).toEqual([]);
    expect(mostConfused(confusion, { limit: 0 })).toEqual([]);
    expect(mostConfused({ labels: [], matrix: [] })).toEqual([]);
    expect(() => mostConfused(confusion, { limit: 1.5 })).toThrow(/limit is 1.5/);
  });
});

describe('confusionMatrix', () => {
  it('refuses what it cannot count', () => {
    expect(() => confusionMatrix([0, 1], [0, 1], { sampleWeight: [1, -1] })).toThrow(/sampleWeight\[1\] is -1/);
    expect(() => confusionMatrix([0, 0.5], [0, 1])).toThrow(/yTrue\[1\] is 0.5/);
    expect(() => confusionMatrix([0, 1], [0, Number.NaN], { labels: [0, 1] })).toThrow(/yPred\[1\] is NaN/);
    // @ts-expect-error: no such normalisation
    expect(() => confusionMatrix([0, 1], [0, 1], { normalize: 'rows' })).toThrow(/normalize is 'rows'/);
  });

  it('sorts names by code point, not by UTF-16 unit', () => {
    const names = ['\u{1F600}', '\uFF5E', 'z'];
    expect(confusionMatrix(names, names).labels).toEqual(['z', '\uFF5E', '\u{1F600}']);
  });
});

describe('fixedPoint', () => {
  it.each([
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [0.015, 2, '0.01'],
    [0.045, 2, '0.04'],
    [1.005, 2, '1.00'],
    [0.5, 0, '0'],
    [1.5, 0, '2'],
    [2 / 3, 4, '0.6667'],
    [1, 3, '1.000'],
    [Number.NaN, 2, 'nan'],
  ])('writes %f with %i digits as Python does: %s', (value, digits, text) => {
    expect(fixedPoint(value, digits)).toBe(text);
  });
});
