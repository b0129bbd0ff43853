import { describe, expect, it } from 'vitest';
import { brierScore } from '../scores/brier-score.ts';
import { scoredSample } from '../testing/scored-sample.ts';
import { compareModels } from './compare-models.ts';
import { formatModelComparison } from './format-model-comparison.ts';

describe('compareModels', () => {
  const { yTrue, yScore: good } = scoredSample(300, { seed: 4, shift: 1 });
  const { yScore: bad } = scoredSample(300, { seed: 5, shift: 0.2 });
  const close = good.map((score, i) => score + (i % 7) * 0.001);

  it('names a winner only where it is one', () => {
    const clear = compareModels(yTrue, { bad, good }, { metric: 'rocAuc', resamples: 200 });
    expect(clear).toMatchObject({ winner: 'good', test: 'DeLong', metric: 'rocAuc' });
    expect(clear.models.map(({ name }) => name)).toEqual(['good', 'bad']);
    const tight = compareModels(yTrue, { bad, good, close }, { metric: 'rocAuc', resamples: 200 });
    expect(tight).not.toHaveProperty('winner');
    expect(tight.pairs).toHaveLength(3);
    expect(tight.pairs[0]!.adjusted).toBeGreaterThanOrEqual(tight.pairs[0]!.pValue);
    expect(formatModelComparison(tight).split('\n').at(-1)).toMatch(/^No winner/);
  });

  it('takes a metric of one’s own, in which less may be better', () => {
    const probabilities = { good, bad };
    const metric = {
      name: 'Brier',
      better: 'lower',
      of: (labels: ArrayLike<number | string>, guesses: ArrayLike<number | string>) =>
        brierScore(labels, guesses as number[]),
    } as const;
    const result = compareModels(yTrue, probabilities, { metric, resamples: 200 });
    expect(result).toMatchObject({ test: 'paired permutation', better: 'lower', winner: 'good' });
    expect(result.models[0]!.value).toBeLessThan(result.models[1]!.value);
  });

  it('prints a table', () => {
    const metric = { resamples: 200, alpha: 0.01 };
    const guess = (scores: readonly number[]): number[] => scores.map((score) => Number(score > 0.5));
    const text = formatModelComparison(compareModels(yTrue, { bad: guess(bad), good: guess(good) }, metric), {
      digits: 2,
    });
    expect(text.split('\n')[0]).toBe('model  accuracy  95 % interval  p against best');
    expect(text).toMatch(/^good\s+0\.\d\d\s+0\.\d\d \.\. 0\.\d\d$/m);
    expect(text).toMatch(/^bad\s+0\.\d\d\s+0\.\d\d \.\. 0\.\d\d\s+< 0.001$/m);
    expect(text).toMatch(/\n\nBest: good \(McNemar, p < 0.01 against every other, Holm\)$/);
  });

  it('refuses', () => {
    expect(() => compareModels([0, 1], { one: [0, 1] })).toThrow(/1 models/);
    expect(() => compareModels([0, 1], { a: [0, 1], b: [1] })).toThrow(/2, .*1/);
    expect(() => compareModels([0, 1], { a: [0, 1], b: [1, 1] }, { alpha: 0 })).toThrow(/alpha is 0/);
    expect(() => compareModels([0, 1], { a: ['x', 'y'], b: [1, 1] }, { metric: 'rocAuc' })).toThrow(
      /score x at 0 is no number/,
    );
    const comparison = compareModels([0, 1], { a: [0, 1], b: [1, 1] }, { resamples: 10 });
    expect(() => formatModelComparison(comparison, { digits: 99 })).toThrow(/digits is 99/);
  });
});
