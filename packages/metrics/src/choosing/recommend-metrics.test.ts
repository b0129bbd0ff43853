import { describe, expect, it } from 'vitest';
import { averagePrecision } from '../curves/average-precision.ts';
import { brierScore } from '../scores/brier-score.ts';
import { f1 } from '../scores/f1.ts';
import { logLoss } from '../scores/log-loss.ts';
import { recommendMetrics } from './recommend-metrics.ts';

const labels = (...counts: number[]): number[] => counts.flatMap((count, label) => Array<number>(count).fill(label));

describe('recommendMetrics', () => {
  it('sends balanced classes to ROC and accuracy', () => {
    const result = recommendMetrics(labels(60, 40));
    expect(result).toMatchObject({
      task: 'binary',
      balance: 'balanced',
      imbalance: 1.5,
      posLabel: 1,
      curve: 'roc',
      area: 'rocAuc',
      score: 'accuracy',
      average: 'binary',
    });
    expect(result.reason).toMatch(/^Balanced: the largest class is 1.5 times the smallest.*60 %/);
  });

  it('sends unbalanced classes to precision and recall of the rare one', () => {
    const result = recommendMetrics(labels(3, 97));
    expect(result).toMatchObject({ balance: 'unbalanced', posLabel: 0, curve: 'precision-recall', score: 'f1' });
    expect(result.reason).toMatch(/accuracy of 97 %.*recall of 0 \(3 %\).*an area of 3 %/);
    expect(recommendMetrics(labels(3, 97), { posLabel: 1 })).toMatchObject({
      posLabel: 1,
      baselines: { averagePrecision: 0.97 },
    });
  });

  it('draws the line at four to one', () => {
    expect(recommendMetrics(labels(80, 20)).balance).toBe('balanced');
    expect(recommendMetrics(labels(81, 20)).balance).toBe('unbalanced');
  });

  it('averages over several classes', () => {
    const result = recommendMetrics(labels(90, 5, 5));
    expect(result).toMatchObject({ task: 'multiclass', average: 'macro', area: 'averagePrecision' });
    expect(result.posLabel).toBeUndefined();
    expect(result.reason).toMatch(/3 classes \(macro\).*33.3 %/);
    expect(recommendMetrics(['a', 'b', 'c'])).toMatchObject({ curve: 'roc', baselines: { accuracy: 1 / 3 } });
  });

  it('has as baselines what guessing scores', () => {
    const yTrue = labels(70, 30);
    const { baselines } = recommendMetrics(yTrue);
    const always = yTrue.map(() => 1);
    const shares = yTrue.map(() => 0.3);
    expect(baselines.f1).toBeCloseTo(f1(yTrue, always), 14);
    expect(baselines.averagePrecision).toBeCloseTo(averagePrecision(yTrue, shares), 14);
    expect(baselines.logLoss).toBeCloseTo(logLoss(yTrue, shares), 14);
    expect(baselines.brierScore).toBeCloseTo(brierScore(yTrue, shares), 14);
    const three = labels(70, 20, 10);
    const rows = three.map(() => [0.7, 0.2, 0.1]);
    const many = recommendMetrics(three).baselines;
    expect(many.f1).toBeCloseTo(
      f1(
        three,
        three.map(() => 0),
        { average: 'macro' },
      ),
      14,
    );
    expect(many.averagePrecision).toBeCloseTo(averagePrecision(three, rows), 14);
    expect(many.logLoss).toBeCloseTo(logLoss(three, rows), 14);
    expect(many.brierScore).toBeCloseTo(brierScore(three, rows), 14);
  });

  it('refuses', () => {
    expect(() => recommendMetrics([])).toThrow(/no samples/);
    expect(() => recommendMetrics(['a', 'a'])).toThrow(/only the class "a"/);
    expect(() => recommendMetrics([0, 1], { posLabel: 2 })).toThrow(/posLabel 2 does not occur/);
  });
});
