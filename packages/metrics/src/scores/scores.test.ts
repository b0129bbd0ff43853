import { describe, expect, it } from 'vitest';
import { MetricError } from '../metric-error.ts';
import { accuracy } from './accuracy.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { brierScore } from './brier-score.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { fBeta } from './f-beta.ts';
import { f1 } from './f1.ts';
import { jaccard } from './jaccard.ts';
import { logLoss } from './log-loss.ts';
import { matthewsCorrelation } from './matthews-correlation.ts';
import { precision } from './precision.ts';
import { recall } from './recall.ts';
import { specificity } from './specificity.ts';
import { topKAccuracy } from './top-k-accuracy.ts';

const decisions = {
  accuracy,
  balancedAccuracy,
  cohenKappa,
  matthewsCorrelation,
  precision,
  recall,
  specificity,
  f1,
  fBeta,
  jaccard,
};
const averaged = { precision, recall, specificity, f1, fBeta, jaccard };

describe.each(Object.entries(decisions))('%s', (_, score) => {
  it('refuses what cannot be scored', () => {
    expect(() => score([], [])).toThrow(MetricError);
    expect(() => score([], [])).toThrow(/no samples/);
    expect(() => score([1], [1, 0])).toThrow(/1, .* 2/);
    // @ts-expect-error: what plain JavaScript may hand in
    expect(() => score([1], undefined)).toThrow(/ is undefined; expected a list/);
    // @ts-expect-error: what plain JavaScript may hand in
    expect(() => score(null, [1])).toThrow(MetricError);
    expect(() => score([0, 1], [0, 1], { sampleWeight: [1, Number.POSITIVE_INFINITY] })).toThrow(/sampleWeight\[1\]/);
    expect(() => score([0, 1], [0, 1], { sampleWeight: [0, 0] })).toThrow(/all sample weights are 0/);
  });

  it('counts weights', () => {
    const [yTrue, yPred] = [
      [0, 1, 1, 0, 1],
      [0, 1, 0, 1, 1],
    ];
    expect(score(yTrue, yPred, { sampleWeight: [3, 1, 2, 1, 4] })).not.toBeCloseTo(score(yTrue, yPred) as number, 3);
    expect(score(yTrue, yPred, { sampleWeight: [2, 2, 2, 2, 2] })).toBeCloseTo(score(yTrue, yPred) as number, 14);
  });

  it('is 1 when all is right', () => {
    expect(score([0, 1, 1], [0, 1, 1])).toBe(1);
    expect(score(Int32Array.of(0, 1, 1), Uint8Array.of(0, 1, 1))).toBe(1);
  });
});

describe.each(Object.entries(averaged))('%s', (_, score) => {
  const [yTrue, yPred] = [
    ['a', 'b', 'c', 'c', 'b'],
    ['a', 'c', 'c', 'b', 'b'],
  ];

  it('wants to know how to average more than two classes', () => {
    expect(() => score(yTrue, yPred)).toThrow(/3 classes, average 'binary' is for two/);
    // @ts-expect-error: no such average
    expect(() => score(yTrue, yPred, { average: 'mean' })).toThrow(/average is 'mean'/);
    expect(() => score(yTrue, yPred, { average: 'samples' })).toThrow(/several classes a sample/);
    expect(() => score([[0, 1]], [[0, 1]])).toThrow(/not for several classes a sample/);
    expect(() => score(['a', 'b'], ['a', 'a'])).toThrow(/posLabel 1 is not one of \["a", "b"\]/);
  });

  it('is a list by class with null, in the order of labels', () => {
    const each = score(yTrue, yPred, { average: null });
    expect(each).toHaveLength(3);
    expect(score(yTrue, yPred, { average: null, labels: ['c', 'a'] })).toEqual([each[2], each[0]]);
    expect(score(yTrue, yPred, { average: 'macro' })).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 14);
    const byCount = (each[0]! + 2 * each[1]! + 2 * each[2]!) / 5;
    expect(score(yTrue, yPred, { average: 'weighted' })).toBeCloseTo(byCount, 14);
  });

  it('refuses labels that are none', () => {
    expect(() => score(yTrue, yPred, { average: 'macro', labels: [] })).toThrow(/labels is empty/);
    expect(() => score(yTrue, yPred, { average: 'macro', labels: ['a', 'a'] })).toThrow(/twice/);
    expect(() => score([0, 0.5], [0, 1], { average: 'macro' })).toThrow(/yTrue\[1\] is 0.5; .*are these scores/);
    expect(() => score([0, 1], ['a', 'b'], { average: 'macro' })).toThrow(/numbers and names are mixed/);
    expect(() => score([[0, 1]], [[0, 3]], { average: 'micro' })).toThrow(/yPred\[0\]\[1\] is 3/);
    expect(() => score([[0, 1]], [[0]], { average: 'micro' })).toThrow(/yTrue has 2 columns, yPred 1/);
    expect(() => score([[0, 1]], [[0, 1]], { average: 'micro', labels: [2] })).toThrow(/label 2 is no column/);
    expect(() => score([[0, 1]], [1], { average: 'micro' })).toThrow(/one class for each sample, the other several/);
  });

  it('takes zeroDivision for 0 / 0', () => {
    const of = (zeroDivision: number): number =>
      score([1, 1], [1, 1], { posLabel: 1, average: 'macro', labels: [7], zeroDivision });
    const isDefined = score === specificity; // nothing was of class 7, or taken for it
    expect(of(0)).toBe(isDefined ? 1 : 0);
    expect(of(1)).toBe(1);
    expect(of(Number.NaN)).toEqual(isDefined ? 1 : Number.NaN);
    expect(() => of(0.5)).toThrow(/zeroDivision is 0.5/);
  });
});

describe('fBeta', () => {
  const [yTrue, yPred] = [
    [0, 1, 1, 1, 1],
    [1, 1, 0, 0, 1],
  ];
  it('goes from precision to recall', () => {
    expect(fBeta(yTrue, yPred, { beta: 0 })).toBe(precision(yTrue, yPred));
    expect(fBeta(yTrue, yPred, { beta: Number.POSITIVE_INFINITY })).toBe(recall(yTrue, yPred));
    expect(fBeta(yTrue, yPred)).toBe(f1(yTrue, yPred));
    expect(fBeta(yTrue, yPred, { beta: 2 })).toBeCloseTo((5 * 2) / (5 * 2 + 4 * 2 + 1), 14);
    expect(() => fBeta(yTrue, yPred, { beta: -1 })).toThrow(/beta is -1/);
  });
});

describe('accuracy', () => {
  it('of several classes a sample wants all of them right', () => {
    expect(
      accuracy(
        [
          [1, 0],
          [1, 1],
        ],
        [
          [1, 0],
          [1, 0],
        ],
      ),
    ).toBe(0.5);
    expect(() => accuracy([[1, 0]], [[1]])).toThrow(/2 columns, yPred 1/);
    expect(() => accuracy([[1, 0]], [1])).toThrow(/the other several/);
  });
});

describe('balancedAccuracy', () => {
  it('can be adjusted for chance', () => {
    expect(balancedAccuracy([0, 0, 0, 1], [0, 0, 0, 0], { adjusted: true })).toBe(0);
    expect(balancedAccuracy([0, 1], [0, 1], { adjusted: true })).toBe(1);
    expect(balancedAccuracy([1, 1], [0, 1], { adjusted: true })).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('cohenKappa', () => {
  it('is undefined for one class', () => {
    expect(cohenKappa([1, 1], [1, 1])).toBeNaN();
    expect(cohenKappa([1, 1], [1, 1], { undefinedValue: 0 })).toBe(0);
    expect(cohenKappa([1, 1], [0, 0], { labels: [1] })).toBeNaN();
    // @ts-expect-error: no such weights
    expect(() => cohenKappa([0, 1], [0, 1], { weights: 'cubic' })).toThrow(/weights is 'cubic'/);
  });

  it('measures distances in the order of labels', () => {
    const raters = [
      ['low', 'mid', 'high', 'mid'],
      ['low', 'high', 'high', 'low'],
    ] as const;
    const sorted = cohenKappa(...raters, { weights: 'linear' });
    expect(cohenKappa(...raters, { weights: 'linear', labels: ['low', 'mid', 'high'] })).not.toBeCloseTo(sorted, 3);
  });
});

describe('matthewsCorrelation', () => {
  it('is 0 where it is undefined, and -1 when all is wrong', () => {
    expect(matthewsCorrelation([1, 1], [1, 1])).toBe(0);
    expect(matthewsCorrelation([0, 1, 0, 1], [1, 0, 1, 0])).toBe(-1);
  });
});

describe('scores of probabilities', () => {
  const rows = [
    [0.7, 0.2, 0.1],
    [0.1, 0.8, 0.1],
  ];
  it.each(Object.entries({ logLoss, brierScore }))('%s refuses what are no probabilities', (_, score) => {
    expect(() => score([], [])).toThrow(/no samples/);
    expect(() => score([0, 1], [0.5, 1.5])).toThrow(/yProba\[1\] is 1.5; expected a probability/);
    expect(() => score([0, 1], [0.5, Number.NaN])).toThrow(/yProba\[1\] is NaN/);
    expect(() => score([0, 1, 2], [[1, 2, 3], ...rows])).toThrow(/yProba\[0\]\[1\] is 2/);
    expect(() => score([0, 1, 2], [[0.5, 0.1, 0.1], ...rows])).toThrow(/yProba\[0\] sums to 0.7/);
    expect(() => score([0, 1], rows)).toThrow(/3 columns of scores, 2 classes; expected a column for each/);
    expect(() => score([0, 0], rows)).toThrow(/only the class 0/);
    expect(() => score([0, 3], rows, { labels: [0, 1, 2] })).toThrow(/yTrue\[1\] is 3/);
  });

  it('take classes that do not occur, in any order', () => {
    expect(logLoss([0, 1], rows, { labels: [0, 1, 2] })).toBeCloseTo(-(Math.log(0.7) + Math.log(0.8)) / 2, 14);
    expect(logLoss([2, 1], rows, { labels: [2, 1, 0] })).toBeCloseTo(-(Math.log(0.7) + Math.log(0.8)) / 2, 14);
    expect(brierScore([0, 1], rows, { labels: [0, 1, 2] })).toBeCloseTo((0.14 + 0.06) / 2, 14);
  });

  it('clip what is impossible', () => {
    expect(logLoss([0, 1], [1, 0])).toBeCloseTo(-Math.log(2 ** -52), 10);
    expect(logLoss([0, 1], Float32Array.of(0, 1))).toBeCloseTo(0, 15);
  });

  it('brierScore knows the positive class and both scales', () => {
    expect(brierScore(['n', 'y'], [0.2, 0.9], { posLabel: 'y' })).toBeCloseTo(0.025, 14);
    expect(brierScore(['n', 'y'], [0.2, 0.9], { posLabel: 'n' })).toBeCloseTo((0.64 + 0.81) / 2, 14);
    expect(brierScore([0, 1], [0.2, 0.9], { scaleByHalf: false })).toBeCloseTo(0.05, 14);
    expect(brierScore([1, 1], [0.2, 0.9])).toBeCloseTo((0.64 + 0.01) / 2, 14);
    expect(brierScore([2, 2], [0.2, 0.9])).toBeCloseTo((0.64 + 0.01) / 2, 14);
    expect(brierScore(['y', 'y'], [0.2, 0.9], { posLabel: 'y' })).toBeCloseTo((0.64 + 0.01) / 2, 14);
    expect(() => brierScore(['n', 'y'], [0.2, 0.9])).toThrow(/posLabel/);
    expect(() => brierScore(['n', 'y'], [0.2, 0.9], { posLabel: 'x' })).toThrow(/posLabel "x" is not in yTrue/);
    expect(() => brierScore([0, 1, 2], [0.2, 0.9, 0.3])).toThrow(/3 classes, but one probability/);
  });
});

describe('topKAccuracy', () => {
  it('ranks equal scores from the last column', () => {
    expect(
      topKAccuracy(
        [0, 1, 2],
        [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
        { k: 1 },
      ),
    ).toBeCloseTo(1 / 3, 14);
    expect(
      topKAccuracy(
        [2, 2, 2],
        [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
        { k: 1, labels: [0, 1, 2] },
      ),
    ).toBe(1);
  });

  it('takes decisions and probabilities of two classes', () => {
    expect(topKAccuracy([0, 1], [0.4, 0.6], { k: 1 })).toBe(1);
    expect(topKAccuracy([0, 1], [-0.4, 0.1], { k: 1 })).toBe(1);
    expect(topKAccuracy([1, 0], [0.4, 0.6])).toBe(1);
  });

  it('refuses', () => {
    expect(() => topKAccuracy([0, 1], [0.1, 0.9], { k: 0 })).toThrow(/k is 0/);
    expect(() => topKAccuracy([0, 1], [0.1, Number.NaN])).toThrow(/yScore\[1\] is NaN/);
    expect(() =>
      topKAccuracy(
        [0, 1, 2],
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      ),
    ).toThrow(/2 columns of scores, 3 classes/);
  });
});
