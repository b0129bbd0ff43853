import { describe, expect, it } from 'vitest';
import { accuracy } from '../scores/accuracy.ts';
import { mcnemarTest } from './mcnemar-test.ts';
import { pairedPermutationTest } from './paired-permutation-test.ts';

describe('pairedPermutationTest', () => {
  const statistic = (labels: ArrayLike<number>, guesses: ArrayLike<number>): number => accuracy(labels, guesses);
  const yTrue = Array<number>(40).fill(1);
  const guesses = (right: number): number[] => yTrue.map((_, i) => Number(i < right));

  it('agrees with McNemar for accuracy', () => {
    const exact = mcnemarTest(yTrue, [guesses(35), guesses(26)]).pValue;
    const { pValue, method } = pairedPermutationTest(yTrue, [guesses(35), guesses(26)], {
      statistic,
      resamples: 20_000,
    });
    expect(method).toBe('random');
    expect(pValue / exact).toBeGreaterThan(0.5);
    expect(pValue / exact).toBeLessThan(2);
  });

  it('is never 0 and depends on the seed', () => {
    const none = pairedPermutationTest(yTrue, [guesses(40), guesses(0)], { statistic, resamples: 99 });
    expect(none.pValue).toBe(0.01);
    const of = (seed: number): number =>
      pairedPermutationTest(yTrue, [guesses(35), guesses(30)], { statistic, resamples: 300, seed }).pValue;
    expect(of(1)).toBe(of(1));
    expect([of(1), of(2), of(3)].some((p) => p !== of(0))).toBe(true);
  });

  it('refuses', () => {
    expect(() => pairedPermutationTest([], [[], []], { statistic })).toThrow(/no samples/);
    expect(() => pairedPermutationTest([1], [[1], [1]], { statistic: () => Number.NaN })).toThrow(/is NaN/);
    expect(() => pairedPermutationTest([1], [[1], [1]], { statistic, resamples: 0 })).toThrow(/resamples is 0/);
  });
});
