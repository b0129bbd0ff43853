import { describe, expect, it } from 'vitest';
import { MetricError } from '../metric-error.ts';
import { bestThreshold } from './best-threshold.ts';
import { calibrationCurve } from './calibration-curve.ts';
import { expectedCalibrationError } from './expected-calibration-error.ts';
import { fitTemperature } from './fit-temperature.ts';

describe('bestThreshold', () => {
  const [yTrue, yScore] = [
    [0, 0, 1, 1],
    [0.1, 0.4, 0.35, 0.8],
  ];

  it('says what comes of it', () => {
    expect(bestThreshold(yTrue, yScore)).toEqual({
      threshold: 0.35,
      value: 0.8,
      precision: 2 / 3,
      recall: 1,
      trueNegatives: 1,
      falsePositives: 1,
      falseNegatives: 0,
      truePositives: 2,
    });
  });

  it('is the highest of equally good ones', () => {
    expect(bestThreshold(yTrue, yScore, { criterion: 'youden' }).threshold).toBe(0.8);
  });

  it('may be to call nothing positive', () => {
    const dear = { cost: { falsePositive: 100, falseNegative: 1 } };
    expect(bestThreshold([1, 0, 1], [0.1, 0.9, 0.2], { criterion: dear })).toMatchObject({
      threshold: Number.POSITIVE_INFINITY,
      value: 2,
      precision: 0,
    });
    const cheap = { cost: { falsePositive: 1, falseNegative: 100 } };
    expect(bestThreshold([1, 0, 1], [0.1, 0.9, 0.2], { criterion: cheap }).threshold).toBe(0.1);
    const gain = { cost: { falsePositive: 1, falseNegative: 0, truePositive: -2 } };
    expect(bestThreshold([1, 0, 1], [0.1, 0.9, 0.2], { criterion: gain })).toMatchObject({ threshold: 0.1, value: -3 });
    const quiet = { cost: { falsePositive: 1, falseNegative: 1, trueNegative: -5 } };
    expect(bestThreshold([1, 0, 1], [0.1, 0.9, 0.2], { criterion: quiet }).threshold).toBe(Number.POSITIVE_INFINITY);
  });

  it('weighs samples', () => {
    const sampleWeight = [1, 10, 1, 1];
    expect(bestThreshold(yTrue, yScore, { sampleWeight }).threshold).toBe(0.8);
  });

  it('prefers more recall at the same precision, more precision at the same recall', () => {
    const perfect = bestThreshold([0, 1, 1], [0.1, 0.5, 0.9], { criterion: { precisionAtRecall: 0 } });
    expect(perfect).toMatchObject({ threshold: 0.5, precision: 1, recall: 1 });
    const late = bestThreshold([0, 1, 1], [0.1, 0.5, 0.9], { criterion: { recallAtPrecision: 0 } });
    expect(late).toMatchObject({ threshold: 0.5, precision: 1, recall: 1 });
  });

  it('says how far away an unreachable precision is', () => {
    expect(() => bestThreshold([1, 0, 0], [0.1, 0.9, 0.2], { criterion: { recallAtPrecision: 0.9 } })).toThrow(
      /no threshold fulfils \{"recallAtPrecision":0.9\}; the highest precision is 0.3333/,
    );
  });

  it.each<[object | string, RegExp]>([
    ['f3', /criterion is "f3"; expected 'f1'/],
    [{}, /criterion is \{\}/],
    [{ fBeta: -1 }, /fBeta is -1/],
    [{ precisionAtRecall: 2 }, /precisionAtRecall is 2; expected a number, 0..1/],
    [{ cost: { falsePositive: Number.NaN, falseNegative: 1 } }, /cost.falsePositive is NaN/],
  ])('refuses %j', (criterion, message) => {
    expect(() => bestThreshold(yTrue, yScore, { criterion: criterion as 'f1' })).toThrow(message);
  });
});

describe('calibrationCurve', () => {
  it('refuses what is no probability of two classes', () => {
    expect(() => calibrationCurve([], [])).toThrow(/no samples/);
    expect(() => calibrationCurve([0, 1], [0.5, -0.1])).toThrow(/yProba\[1\] is -0.1/);
    expect(() => calibrationCurve([0, 1, 2], [0.1, 0.2, 0.3])).toThrow(/3 classes; expected two/);
    expect(() => calibrationCurve([0, 1], [0.1, 0.2], { bins: 0 })).toThrow(/bins is 0/);
    // @ts-expect-error: no such strategy
    expect(() => calibrationCurve([0, 1], [0.1, 0.2], { strategy: 'kmeans' })).toThrow(/strategy is 'kmeans'/);
  });

  it('puts edges into the lower bin, 0 and 1 into the outer ones', () => {
    expect(calibrationCurve([0, 1, 0, 1], [0, 0.5, 0.5, 1], { bins: 2 })).toEqual({
      probTrue: [1 / 3, 1],
      probPred: [1 / 3, 1],
      counts: [3, 1],
    });
  });

  it('knows the positive class', () => {
    expect(calibrationCurve(['n', 'y'], [0.1, 0.9], { posLabel: 'y' }).probTrue).toEqual([0, 1]);
    expect(calibrationCurve(['n', 'y'], [0.1, 0.9], { posLabel: 'n' }).probTrue).toEqual([1, 0]);
  });
});

describe('expectedCalibrationError', () => {
  it('is 0 for honest probabilities, 1 for a sure liar', () => {
    expect(expectedCalibrationError([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5])).toBe(0);
    expect(expectedCalibrationError([0, 1], [1, 0])).toBe(1);
    expect(expectedCalibrationError(['n', 'y'], [1, 0], { posLabel: 'n' })).toBe(0);
  });

  it('bins by width or by number', () => {
    const [yTrue, yProba] = [
      [0, 0, 1, 1],
      [0.01, 0.02, 0.03, 0.9],
    ];
    const uniform = expectedCalibrationError(yTrue, yProba, { bins: 2 });
    expect(expectedCalibrationError(yTrue, yProba, { bins: 2, strategy: 'quantile' })).not.toBeCloseTo(uniform, 3);
  });

  it('refuses', () => {
    expect(() => expectedCalibrationError([], [])).toThrow(MetricError);
    // @ts-expect-error: no such norm
    expect(() => expectedCalibrationError([0, 1], [0, 1], { norm: 'l3' })).toThrow(/norm is 'l3'/);
    expect(() =>
      expectedCalibrationError(
        [0, 1],
        [
          [0.5, 0.2],
          [0.5, 0.5],
        ],
      ),
    ).toThrow(/yProba\[0\] sums to 0.7/);
    expect(() => expectedCalibrationError([0, 1], [0.5, 3])).toThrow(/yProba\[1\] is 3/);
  });
});

describe('fitTemperature', () => {
  it('stops at its limits', () => {
    const right = fitTemperature(
      [0, 1],
      [
        [3, 1],
        [1, 2],
      ],
    );
    expect(right).toMatchObject({ temperature: 1e-3, atLimit: true });
    const wrong = fitTemperature(
      [0, 1],
      [
        [1, 3],
        [2, 1],
      ],
    );
    expect(wrong).toMatchObject({ temperature: 1e3, atLimit: true });
    expect(wrong.lossAfter).toBeLessThan(wrong.lossBefore);
  });

  it('leaves logits alone that say nothing, or are right as they are', () => {
    expect(
      fitTemperature(
        [0, 1],
        [
          [2, 2],
          [5, 5],
        ],
      ).temperature,
    ).toBe(1);
    const honest = [Math.log(3), Math.log(3), Math.log(3), Math.log(3)];
    expect(fitTemperature([1, 1, 1, 0], honest).temperature).toBeCloseTo(1, 12);
  });

  it('undoes a scale, even one of 1000', () => {
    const logits = [
      [2, 0],
      [1, 0],
      [0, 2],
      [1.5, 0],
    ];
    const { temperature } = fitTemperature([0, 0, 1, 1], logits);
    const scaled = fitTemperature(
      [0, 0, 1, 1],
      logits.map((row) => row.map((z) => 40 * z)),
    );
    expect(scaled.temperature / temperature).toBeCloseTo(40, 8);
  });

  it('refuses', () => {
    expect(() => fitTemperature([], [])).toThrow(/no samples/);
    expect(() => fitTemperature([0, 1], [1, Number.NaN])).toThrow(/logits\[1\] is NaN/);
    expect(() =>
      fitTemperature(
        [0, 1],
        [
          [1, 2],
          [1, Number.POSITIVE_INFINITY],
        ],
      ),
    ).toThrow(/logits\[1\]\[1\]/);
    expect(() =>
      fitTemperature(
        [0, 1],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow(/3 columns of scores, 2 classes/);
    expect(
      fitTemperature(
        [0, 1],
        [
          [1, 2, 3],
          [3, 2, 1],
        ],
        { labels: [0, 1, 2] },
      ).temperature,
    ).toBeGreaterThan(1);
  });
});
