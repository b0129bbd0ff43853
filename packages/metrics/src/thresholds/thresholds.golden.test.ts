import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/close.ts';
import { goldens } from '../testing/evaluation-goldens.ts';
import { bestThreshold } from './best-threshold.ts';
import { calibrationCurve } from './calibration-curve.ts';
import { expectedCalibrationError } from './expected-calibration-error.ts';
import { fitTemperature } from './fit-temperature.ts';
import type { ThresholdCriterion } from './threshold-criterion.ts';

describe('best thresholds equal a search through scikit-learn’s counts', () => {
  const { yTrue, yScore, ...wanted } = goldens.thresholds;
  const criteria: readonly [keyof typeof wanted, ThresholdCriterion][] = [
    ['f1', 'f1'],
    ['f2', { fBeta: 2 }],
    ['youden', 'youden'],
    ['cost', { cost: { falsePositive: 1.5, falseNegative: 4, truePositive: -0.5 } }],
    ['precisionAtRecall', { precisionAtRecall: 0.8 }],
    ['recallAtPrecision', { recallAtPrecision: 0.75 }],
  ];
  it.each(criteria)('%s', (name, criterion) => {
    const { threshold, value } = bestThreshold(yTrue, yScore, { criterion });
    expectClose([threshold, value], [wanted[name][0], name === 'cost' ? -wanted[name][1] : wanted[name][1]]);
  });
});

describe('calibration', () => {
  const { calibration } = goldens;
  it.each(calibration.curves)('curve equals scikit-learn: $bins bins, $strategy', ({ bins, strategy, points }) => {
    const { probTrue, probPred, counts } = calibrationCurve(calibration.yTrue, calibration.yProba, { bins, strategy });
    expectClose(probTrue, points[0]);
    expectClose(probPred, points[1]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(calibration.yTrue.length);
  });

  it.each(calibration.errors)('error of two classes: $bins bins, $norm', ({ bins, norm, value }) => {
    expectClose(expectedCalibrationError(calibration.yTrue, calibration.yProba, { bins, norm }), value);
  });

  it('error of the most probable class', () => {
    const { classes, proba, weights: sampleWeight } = calibration;
    expectClose(expectedCalibrationError(classes, proba), calibration.classError);
    expectClose(expectedCalibrationError(classes, proba, { sampleWeight }), calibration.classErrorWeighted);
  });
});

describe('temperatures equal a root of the slope found by scipy', () => {
  const { calibration } = goldens;
  const { classes, logits, weights: sampleWeight } = calibration;
  it.each([
    ['temperature', fitTemperature(classes, logits)],
    ['temperatureWeighted', fitTemperature(classes, logits, { sampleWeight })],
    ['temperatureBinary', fitTemperature(calibration.yTrue, calibration.binaryLogits)],
  ] as const)('%s', (name, fitted) => {
    const wanted = calibration[name];
    expectClose(
      [fitted.temperature, fitted.lossBefore, fitted.lossAfter],
      [wanted.temperature, wanted.lossBefore, wanted.lossAfter],
    );
    expect(fitted.atLimit).toBe(false);
  });
});
