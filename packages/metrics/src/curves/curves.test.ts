import { describe, expect, it } from 'vitest';
import { MetricError } from '../metric-error.ts';
import { confusionAtThresholds } from '../thresholds/confusion-at-thresholds.ts';
import { auc } from './auc.ts';
import { averagePrecision } from './average-precision.ts';
import { detCurve } from './det-curve.ts';
import { prAuc } from './pr-auc.ts';
import { precisionRecallCurve } from './precision-recall-curve.ts';
import { rocAuc } from './roc-auc.ts';
import { rocCurve } from './roc-curve.ts';
import { ScoreRanking } from './score-ranking.ts';

const all = { rocCurve, precisionRecallCurve, detCurve, confusionAtThresholds, rocAuc, averagePrecision, prAuc };

describe.each(Object.entries(all))('%s refuses', (_, metric) => {
  it.each<[string, number[], number[], object, RegExp]>([
    ['no samples', [], [], {}, /no samples/],
    ['lists of different length', [0, 1], [0.5], {}, /yTrue 2, yScore 1/],
    ['a score that is NaN', [0, 1], [0.5, Number.NaN], {}, /yScore\[1\] is NaN/],
    ['an infinite score', [0, 1], [Number.NEGATIVE_INFINITY, 0.5], {}, /yScore\[0\] is -Infinity/],
    ['a negative weight', [0, 1], [0.1, 0.5], { sampleWeight: [1, -1] }, /sampleWeight\[1\] is -1/],
    ['a weight that is NaN', [0, 1], [0.1, 0.5], { sampleWeight: [Number.NaN, 1] }, /sampleWeight\[0\] is NaN/],
    ['weights that are all 0', [0, 1], [0.1, 0.5], { sampleWeight: [0, 0] }, /all sample weights are 0/],
    ['fewer weights than samples', [0, 1], [0.1, 0.5], { sampleWeight: [1] }, /sampleWeight 1/],
    ['labels that are scores', [0.2, 0.7, 0.9], [0.1, 0.5, 0.6], {}, /yTrue\[0\] is 0.2|more than two classes/],
    ['three classes', [0, 1, 2], [0.1, 0.5, 0.6], {}, /\[0, 1, 2\]|more than two classes/],
  ])('%s', (_what, yTrue, yScore, options, message) => {
    const inputs = structuredClone([yTrue, yScore]);
    expect(() => metric(yTrue, yScore, options)).toThrow(MetricError);
    expect(() => metric(yTrue, yScore, options)).toThrow(message);
    expect([yTrue, yScore]).toEqual(inputs);
  });
});

describe('the positive class', () => {
  const scores = [0.1, 0.4, 0.35, 0.8];
  it('is 1, of 0 and 1 as of -1 and 1', () => {
    expect(averagePrecision([-1, -1, 1, 1], scores)).toBe(averagePrecision([0, 0, 1, 1], scores));
  });

  it('must be named when classes have names', () => {
    expect(() => rocCurve(['no', 'no', 'yes', 'yes'], scores)).toThrow(/classes \["no", "yes"\].*posLabel/);
    const named = averagePrecision(['no', 'no', 'yes', 'yes'], scores, { posLabel: 'yes' });
    expect(named).toBe(averagePrecision([0, 0, 1, 1], scores));
    expect(averagePrecision(['no', 'no', 'yes', 'yes'], scores, { posLabel: 'no' })).not.toBe(named);
    expect(() => averagePrecision(['no', 'yes'], [0, 1], { posLabel: 'maybe' })).toThrow(/posLabel "maybe"/);
  });

  it('may be one of many, against the rest', () => {
    expect(rocAuc(['a', 'b', 'c', 'b'], [1, 3, 2, 4], { posLabel: 'b' })).toBe(1);
  });

  it('of rocAuc is the greater label', () => {
    expect(rocAuc(['no', 'no', 'yes', 'yes'], scores)).toBe(0.75);
    expect(rocAuc(['no', 'no', 'yes', 'yes'], scores, { posLabel: 'no' })).toBe(0.25);
  });
});

describe('one class only', () => {
  it('leaves one rate of a ROC curve and its area undefined', () => {
    expect(Array.from(rocCurve([1, 1], [0.2, 0.7]).fpr)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(Array.from(rocCurve([1, 1], [0.2, 0.7]).tpr)).toEqual([0, 0.5, 1]);
    expect(Array.from(rocCurve([0, 0], [0.2, 0.7]).tpr)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(rocAuc([1, 1], [0.2, 0.7])).toBeNaN();
  });

  it('has recall 1 and average precision 0 without positives', () => {
    expect(Array.from(precisionRecallCurve([0, 0], [0.2, 0.7]).recall)).toEqual([1, 1, 0]);
    expect(averagePrecision([0, 0], [0.2, 0.7])).toBe(0);
    expect(prAuc([0, 0], [0.2, 0.7])).toBe(0.5);
  });

  it('has no detection error tradeoff', () => {
    expect(() => detCurve([1, 1], [0.2, 0.7])).toThrow(/only positives/);
    expect(() => detCurve([0, 0], [0.2, 0.7])).toThrow(/only negatives/);
  });
});

describe('scores', () => {
  it('of 0 and -0 are equal', () => {
    expect(rocAuc([0, 1], [0, -0])).toBe(0.5);
    expect(rocAuc([0, 1], [-0, 0])).toBe(0.5);
    expect(rocAuc([0, 1, 1], [0, -0, 0.1], { sampleWeight: [1, 2, 0] })).toBe(0.5);
  });

  it('that are all equal say nothing', () => {
    expect(rocAuc([0, 1, 0, 1], [3, 3, 3, 3])).toBe(0.5);
    expect(averagePrecision([0, 1, 0, 0], [3, 3, 3, 3])).toBe(0.25);
  });

  it('of any size give areas within their range', () => {
    expect(rocAuc([0, 1, 1], [-1e308, 1e308, 5e-324])).toBe(1);
  });
});

describe('weights', () => {
  it('count as copies of a sample', () => {
    const weighted = { sampleWeight: [2, 1, 3, 1] };
    const copied = [
      [0, 0, 0, 1, 1, 1, 1].map((_, i) => [0, 0, 1, 0, 0, 0, 1][i]!),
      [0.1, 0.1, 0.3, 0.4, 0.4, 0.4, 0.2],
    ] as const;
    const single = [
      [0, 1, 0, 1],
      [0.1, 0.3, 0.4, 0.2],
    ] as const;
    for (const metric of [rocAuc, averagePrecision, prAuc]) {
      expect(metric(single[0], single[1], weighted)).toBeCloseTo(metric(copied[0], copied[1]) as number, 14);
      expect(metric(single[0], single[1], weighted)).not.toBeCloseTo(metric(single[0], single[1]) as number, 3);
    }
  });
});

describe('several classes', () => {
  const yScore = [
    [0.6, 0.3, 0.1],
    [0.2, 0.5, 0.3],
    [0.1, 0.2, 0.7],
    [0.3, 0.4, 0.3],
  ];
  const yTrue = [0, 1, 2, 0];

  it('are averaged as asked', () => {
    const each = rocAuc(yTrue, yScore, { multiClass: 'ovr', average: null });
    expect(each).toEqual(
      [1, 1, 1].map((_, k) =>
        rocAuc(
          yTrue.map((label) => Number(label === k)),
          yScore.map((row) => row[k]!),
        ),
      ),
    );
    expect(rocAuc(yTrue, yScore, { multiClass: 'ovr' })).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 14);
    const results = [
      rocAuc(yTrue, yScore, { multiClass: 'ovr', average: 'weighted' }),
      rocAuc(yTrue, yScore, { multiClass: 'ovr', average: 'micro' }),
      rocAuc(yTrue, yScore, { multiClass: 'ovr', sampleWeight: [1, 5, 1, 2] }),
    ];
    for (const result of results) expect(result).toBeGreaterThan(0.5);
    expect(averagePrecision(yTrue, yScore, { average: null })).toHaveLength(3);
    expect(prAuc(yTrue, yScore, { average: null })).toHaveLength(3);
  });

  it('are refused when it is not clear what is meant', () => {
    expect(() => rocAuc(yTrue, yScore)).toThrow(/multiClass 'ovr' or 'ovo'/);
    expect(() => rocAuc(yTrue, yScore, { multiClass: 'ovr', maxFpr: 0.5 })).toThrow(/maxFpr is for two classes/);
    expect(() => rocAuc(yTrue, yScore, { multiClass: 'ovo', average: 'micro' })).toThrow(/takes macro, weighted/);
    expect(() => rocAuc(yTrue, yScore, { multiClass: 'ovo', sampleWeight: [1, 1, 1, 1] })).toThrow(/no sampleWeight/);
    expect(() => rocAuc([0, 1, 1, 0], yScore, { multiClass: 'ovr' })).toThrow(
      /3 columns of scores, 2 classes; expected a column for each/,
    );
    expect(() => rocAuc(yTrue, yScore, { multiClass: 'ovr', labels: [0, 1, 3] })).toThrow(/yTrue\[2\] is 2/);
    expect(() => rocAuc(yTrue, [...yScore.slice(1), [1, 1, 1]], { multiClass: 'ovr' })).toThrow(/sums to 3/);
    expect(() =>
      rocAuc(
        [0, 1],
        [
          [0.5, 0.5],
          [0.1, 0.9],
        ],
      ),
    ).toThrow(/give the scores of the positive one/);
    expect(() => averagePrecision(yTrue, [[1], [1, 2], [1], [1]])).toThrow(
      /yScore\[1\] has 2 values, the first row has 1/,
    );
    expect(() =>
      averagePrecision(
        [
          [1, 0],
          [0, 2],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ).toThrow(/yTrue\[1\]\[1\] is 2/);
    expect(() => rocAuc([[1, 0]], [0.5])).toThrow(/several classes a sample/);
    expect(() => rocAuc([0, 1], [0, 1], { maxFpr: 0 })).toThrow(/maxFpr is 0/);
    expect(() => new ScoreRanking([0, 1], [0, 1]).rocAuc({ maxFpr: 2 })).toThrow(/maxFpr is 2/);
  });

  it('may come as views into a flat array, in the order of labels', () => {
    const flat = Float64Array.from(yScore.flat());
    const rows = Array.from({ length: 4 }, (_, i) => flat.subarray(3 * i, 3 * i + 3));
    const options = { multiClass: 'ovr', labels: ['x', 'y', 'z'] } as const;
    expect(rocAuc(['x', 'y', 'z', 'x'], rows, options)).toBe(rocAuc(yTrue, yScore, { multiClass: 'ovr' }));
  });
});

describe('auc', () => {
  it('takes curves in both directions', () => {
    expect(auc([0, 1, 3], [0, 1, 1])).toBe(2.5);
    expect(auc([3, 1, 0], [1, 1, 0])).toBe(2.5);
    expect(auc([1, 1], [0, 5])).toBe(0);
  });

  it('refuses what is no curve', () => {
    expect(() => auc([1], [1])).toThrow(/1 points/);
    expect(() => auc([0, 2, 1], [0, 1, 1])).toThrow(/x rises before 1 and falls before 2/);
    expect(() => auc([0, 1], [0])).toThrow(/x 2, y 1/);
  });
});
