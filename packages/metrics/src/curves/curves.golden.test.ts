import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/close.ts';
import { goldens } from '../testing/evaluation-goldens.ts';
import { confusionAtThresholds } from '../thresholds/confusion-at-thresholds.ts';
import { auc } from './auc.ts';
import { averagePrecision } from './average-precision.ts';
import { detCurve } from './det-curve.ts';
import { prAuc } from './pr-auc.ts';
import { precisionRecallCurve } from './precision-recall-curve.ts';
import { rocAuc } from './roc-auc.ts';
import { rocCurve } from './roc-curve.ts';
import { ScoreRanking } from './score-ranking.ts';

/** As it stands in the file: to the last bit. */
const plain = (...lists: ArrayLike<number>[]): (number | null)[][] =>
  lists.map((list) => Array.from(list, (value) => (value === Number.POSITIVE_INFINITY ? null : value)));

describe.each(goldens.curves)('curves equal scikit-learn: $name', (golden) => {
  const { yTrue, yScore } = golden;
  const options = golden.sampleWeight === null ? {} : { sampleWeight: golden.sampleWeight };
  const ranking = new ScoreRanking(yTrue, yScore, options);

  it.each([true, false] as const)('to the last bit, dropIntermediate %s', (dropIntermediate) => {
    const drop = { ...options, dropIntermediate };
    const [roc, pr, det] = dropIntermediate
      ? [golden.rocTrue, golden.prTrue, golden.detTrue]
      : [golden.rocFalse, golden.prFalse, golden.detFalse];
    for (const { fpr, tpr, thresholds } of [rocCurve(yTrue, yScore, drop), ranking.rocCurve(drop)]) {
      expect(plain(fpr, tpr, thresholds)).toEqual(roc);
    }
    for (const curve of [precisionRecallCurve(yTrue, yScore, drop), ranking.precisionRecallCurve(drop)]) {
      expect(plain(curve.precision, curve.recall, curve.thresholds)).toEqual(pr);
    }
    for (const { fpr, fnr, thresholds } of [detCurve(yTrue, yScore, drop), ranking.detCurve(drop)]) {
      expect(plain(fpr, fnr, thresholds)).toEqual(det);
    }
  });

  it('counts at thresholds, to the last bit', () => {
    const at = confusionAtThresholds(yTrue, yScore, options);
    expect(plain(at.trueNegatives, at.falsePositives, at.falseNegatives, at.truePositives, at.thresholds)).toEqual(
      golden.confusion,
    );
  });

  it('areas', () => {
    const { fpr, tpr } = rocCurve(yTrue, yScore, options);
    const { precision, recall } = precisionRecallCurve(yTrue, yScore, options);
    for (const area of [rocAuc(yTrue, yScore, options), ranking.rocAuc(), auc(fpr, tpr)]) {
      expectClose(area, golden.rocAuc);
    }
    expectClose(rocAuc(yTrue, yScore, { ...options, maxFpr: 0.25 }), golden.partial);
    expectClose(ranking.rocAuc({ maxFpr: 0.25 }), golden.partial);
    for (const area of [averagePrecision(yTrue, yScore, options), ranking.averagePrecision()]) {
      expectClose(area, golden.averagePrecision);
    }
    for (const area of [prAuc(yTrue, yScore, options), ranking.prAuc(), auc(recall, precision)]) {
      expectClose(area, golden.prAuc);
    }
  });
});

describe('thresholds', () => {
  it('are float32 when all scores are', () => {
    expect(rocCurve([0, 1], Float32Array.of(0.1, 0.7)).thresholds).toBeInstanceOf(Float32Array);
    expect(rocCurve([0, 1], [0.5, 0.25]).thresholds).toBeInstanceOf(Float32Array);
    expect(rocCurve([0, 1], [0.1, 0.7]).thresholds).toBeInstanceOf(Float64Array);
  });
});
