import { describe, expect, it } from 'vitest';
import { rocAuc } from '../curves/roc-auc.ts';
import { scoredSample } from '../testing/scored-sample.ts';
import { delongTest } from './delong-test.ts';

describe('delongTest', () => {
  const { yTrue, yScore } = scoredSample(100, { seed: 1, shift: 1 });

  it('finds no difference between a model and itself', () => {
    const squared = yScore.map((score) => score ** 2); // the same order
    expect(delongTest(yTrue, [yScore, squared])).toMatchObject({ difference: 0, z: 0, pValue: 1 });
  });

  it('turns around with its models', () => {
    const other = scoredSample(100, { seed: 2, shift: 0.3 }).yScore;
    const [ab, ba] = [delongTest(yTrue, [yScore, other]), delongTest(yTrue, [other, yScore])];
    expect(ab.difference).toBe(-ba.difference);
    expect(ab.pValue).toBe(ba.pValue);
    expect(ab.rocAuc[0]).toBeCloseTo(rocAuc(yTrue, yScore), 14);
    const wide = delongTest(yTrue, [yScore, other], { confidence: 0.99 });
    expect(wide.high - wide.low).toBeGreaterThan(ab.high - ab.low);
  });

  it('is certain when both areas are', () => {
    expect(
      delongTest(
        [0, 0, 1, 1],
        [
          [1, 2, 3, 4],
          [4, 3, 2, 1],
        ],
      ),
    ).toMatchObject({ difference: 1, standardError: 0, pValue: 0 });
  });

  it('refuses', () => {
    expect(() =>
      delongTest(
        [0, 0, 1],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow(/1 positives, 2 negatives/);
    expect(() =>
      delongTest(
        [0, 1, 2],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow(/3 classes/);
    expect(() =>
      delongTest(
        [0, 1],
        [
          [1, 2],
          [1, Number.NaN],
        ],
      ),
    ).toThrow(/yScore\[1\]\[1\] is NaN/);
    expect(() => delongTest([0, 1], [[1, 2], [1]])).toThrow(/second 1/);
    expect(() =>
      delongTest(
        ['n', 'n', 'y', 'y'],
        [
          [1, 2, 3, 4],
          [1, 2, 3, 4],
        ],
      ),
    ).toThrow(/posLabel/);
  });
});
