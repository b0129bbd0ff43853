import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../comparing/seeded-random.ts';
import { classificationReport } from '../confusion/classification-report.ts';
import { averagePrecision } from '../curves/average-precision.ts';
import { precisionRecallCurve } from '../curves/precision-recall-curve.ts';
import { rocAuc } from '../curves/roc-auc.ts';
import { rocCurve } from '../curves/roc-curve.ts';
import { BinnedScores } from './binned-scores.ts';
import { ClassCounter } from './class-counter.ts';

const random = new SeededRandom(11);
const draw = (size: number, score: () => number) => {
  const yTrue = Uint8Array.from({ length: size }, () => (random.below(3) === 0 ? 1 : 0));
  return { yTrue, yScore: Float64Array.from(yTrue, (label) => Math.min(1, score() * 0.8 + 0.2 * label)) };
};
const uniform = (): number => random.uint32() / 2 ** 32;

describe('BinnedScores', () => {
  it.each([
    ['of few bins', 5, draw(500, uniform)],
    ['of many bins', 1000, draw(500, uniform)],
    ['with ties', 10, draw(500, () => random.below(9) / 8)],
    ['of one bin', 1, draw(100, uniform)],
  ])('bounds hold the exact areas: %s', (_, bins, { yTrue, yScore }) => {
    const binned = new BinnedScores({ bins });
    binned.add(yTrue, yScore);
    for (const [{ lower, value, upper }, exact] of [
      [binned.rocAuc(), rocAuc(yTrue, yScore)],
      [binned.averagePrecision(), averagePrecision(yTrue, yScore)],
    ] as const) {
      expect(lower).toBeLessThanOrEqual(exact);
      expect(upper).toBeGreaterThanOrEqual(exact);
      expect(value).toBeGreaterThanOrEqual(lower);
      expect(value).toBeLessThanOrEqual(upper);
      if (bins === 1000) expect(upper - lower).toBeLessThan(0.01);
    }
  });

  it('points lie on the exact curves, at the edges of bins', () => {
    const { yTrue, yScore } = draw(300, uniform);
    const binned = new BinnedScores({ bins: 8 });
    binned.add(yTrue, yScore);
    const [exact, coarse] = [rocCurve(yTrue, yScore, { dropIntermediate: false }), binned.rocCurve()];
    const [exactPr, coarsePr] = [precisionRecallCurve(yTrue, yScore), binned.precisionRecallCurve()];
    expect(coarse.thresholds).toHaveLength(9);
    coarse.thresholds.forEach((threshold, i) => {
      const at = exact.thresholds.findLastIndex((score) => score >= threshold);
      expect([coarse.fpr[i], coarse.tpr[i]]).toEqual([exact.fpr[at], exact.tpr[at]]);
    });
    coarsePr.thresholds.forEach((threshold, i) => {
      const at = exactPr.thresholds.findIndex((score) => score >= threshold);
      expect([coarsePr.precision[i], coarsePr.recall[i]]).toEqual([exactPr.precision[at], exactPr.recall[at]]);
    });
    expect([coarsePr.precision.at(-1), coarsePr.recall.at(-1)]).toEqual([1, 0]);
  });

  it('parts scores from edges as thresholds do, for any bins', () => {
    for (const bins of [3, 7, 10, 49, 1000]) {
      const range = [-0.3, 1.1] as const;
      const binned = new BinnedScores({ bins, range });
      const edges = Array.from({ length: bins }, (_, b) => range[0] + (b * (range[1] - range[0])) / bins);
      binned.add(
        edges.map(() => 1),
        edges,
      );
      expect(binned.toJSON().positives).toEqual(Array<number>(bins).fill(1));
    }
  });

  it('merges exactly, through JSON too', () => {
    const { yTrue, yScore } = draw(1000, uniform);
    const [whole, first, second] = Array.from({ length: 3 }, () => new BinnedScores({ bins: 100 })) as [
      BinnedScores,
      BinnedScores,
      BinnedScores,
    ];
    whole.add(yTrue, yScore);
    first.add(yTrue.subarray(0, 300), yScore.subarray(0, 300));
    second.add(yTrue.subarray(300), yScore.subarray(300));
    first.merge(BinnedScores.fromJSON(JSON.parse(JSON.stringify(second)) as ReturnType<BinnedScores['toJSON']>));
    expect(first.toJSON()).toEqual(whole.toJSON());
    expect(first.count).toBe(1000);
  });

  it('is undefined without samples of both classes', () => {
    const binned = new BinnedScores();
    expect(binned.rocAuc().value).toBeNaN();
    expect(binned.averagePrecision()).toEqual({ value: 0, lower: 0, upper: 0 });
    expect(() => binned.rocCurve()).toThrow(/no samples yet/);
    binned.add([0], [0.5]);
    expect(Array.from(binned.precisionRecallCurve().recall)).toEqual([1, 0]);
    expect(Array.from(binned.rocCurve().tpr)).toEqual([Number.NaN, Number.NaN]);
  });

  it('counts nothing of a batch with a fault', () => {
    const binned = new BinnedScores({ bins: 4 });
    expect(() => binned.add([0, 1], [0.5, 1.5])).toThrow(/yScore\[1\] is 1.5; expected 0..1/);
    expect(() => binned.add([0, 1], [0.5, Number.NaN])).toThrow(/yScore\[1\] is NaN/);
    expect(() => binned.add([0, 2], [0.5, 0.5])).toThrow(/yTrue\[1\] is 2/);
    expect(() => binned.add([0, 1], [0.5])).toThrow(/yTrue 2, yScore 1/);
    expect(binned.count).toBe(0);
    expect(() => binned.merge(new BinnedScores({ bins: 5 }))).toThrow(/cannot merge 5 bins of 0..1 into 4 bins/);
    expect(() => new BinnedScores({ bins: 0 })).toThrow(/bins is 0/);
    expect(() => new BinnedScores({ range: [1, 0] })).toThrow(/range is 1..0/);
    const state = { range: [0, 1] as [number, number], positives: [1, -1], negatives: [0, 0] };
    expect(() => BinnedScores.fromJSON(state)).toThrow(/state/);
    expect(() => BinnedScores.fromJSON({ ...state, positives: [1] })).toThrow(/state/);
  });
});

describe('ClassCounter', () => {
  it('goes on from JSON', () => {
    const counter = new ClassCounter(3);
    counter.add([0, 1, 2, 2], [0, 2, 2, 1]);
    const copy = ClassCounter.fromJSON(JSON.parse(JSON.stringify(counter)) as ReturnType<ClassCounter['toJSON']>);
    copy.add([1], [1]);
    expect(copy.confusion.matrix).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [0, 1, 1],
    ]);
    expect(counter.count).toBe(4);
  });

  it('refuses a state that is none', () => {
    expect(() => ClassCounter.fromJSON({ classes: 2, counts: [1, 2, 3] })).toThrow(/not 2 x 2 counts/);
    expect(() => ClassCounter.fromJSON({ classes: 1, counts: [0.5] })).toThrow(/not 1 x 1 counts/);
    expect(() => ClassCounter.fromJSON({ classes: -1, counts: [] })).toThrow(/classes is -1/);
  });

  it('gives samples that score as all samples do', () => {
    const yTrue = Array.from({ length: 200 }, () => random.below(4));
    const yPred = yTrue.map((label) => (random.below(3) > 0 ? label : random.below(4)));
    const counter = new ClassCounter(4);
    counter.add(yTrue, yPred);
    const { samples } = counter;
    expect(samples.yTrue.length).toBeLessThanOrEqual(16);
    expect(classificationReport(samples.yTrue, samples.yPred, samples)).toEqual(classificationReport(yTrue, yPred));
  });
});
