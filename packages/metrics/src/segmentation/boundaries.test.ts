import { describe, expect, it } from 'vitest';
import { MetricError } from '../metric-error.ts';
import { type BoundaryCounts, boundaryCounts } from './boundary-counts.ts';
import { boundaryScores } from './boundary-scores.ts';
import { matchBoundaries } from './match-boundaries.ts';

const size = { width: 6, height: 1, maxDistance: 0.2 } as const; // 1.2 pixels

describe('matchBoundaries', () => {
  it('pairs one to one, as many as possible before as near as possible', () => {
    // 2 would rather have 2, but then 1 would go without.
    const { first, second, count, distance } = matchBoundaries([0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0], size);
    expect([count, distance]).toEqual([2, 2]);
    expect([...first]).toEqual([-1, 2, 3, -1, -1, -1]);
    expect([...second]).toEqual([-1, -1, 1, 2, -1, -1]);
  });

  it('takes empty and full masks, and any mark that is not 0', () => {
    expect(matchBoundaries([0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1], size).count).toBe(0);
    expect(matchBoundaries([255, 1, 7, 1, 1, 1], [1, 1, 1, 1, 1, 1], size)).toMatchObject({ count: 6, distance: 0 });
    expect(matchBoundaries([1], [1], { width: 1, height: 1 }).count).toBe(1);
  });

  it('refuses what does not fit', () => {
    expect(() => matchBoundaries([1, 0], [1], size)).toThrow(/width \* height = 6 \* 1 values, received 2/);
    expect(() => matchBoundaries([], [], { width: 0, height: 0 })).toThrow(MetricError);
    for (const maxDistance of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => matchBoundaries([1], [1], { width: 1, height: 1, maxDistance })).toThrow(/maxDistance must be/);
    }
  });
});

describe('boundaryCounts', () => {
  it('thins what was found, and counts a pixel once that several annotators have', () => {
    const found = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]; // two of four rows of 5
    const drawn = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
    const counts = boundaryCounts(found, [drawn, drawn, new Uint8Array(20)], { width: 5, height: 4, maxDistance: 0.2 });
    expect(counts.detected).toBeLessThanOrEqual(5);
    expect(counts.detectedMatched).toBe(counts.detected);
    expect(counts.annotated).toBe(10);
    expect(counts.annotatedMatched).toBe(2 * counts.detected);
  });

  it('needs an annotation', () => {
    expect(() => boundaryCounts([1], [], { width: 1, height: 1 })).toThrow(/at least one annotation/);
  });
});

describe('boundaryScores', () => {
  const counts = (detected: number, detectedMatched: number, annotatedMatched: number): BoundaryCounts => ({
    detected,
    detectedMatched,
    annotated: 10,
    annotatedMatched,
  });

  it('finds the best threshold for all, and for each', () => {
    const pictures = [
      [counts(20, 10, 10), counts(4, 4, 4)], // F 2/3, 4/7
      [counts(40, 10, 10), counts(10, 8, 8)], // F 0.4, 0.8
    ];
    const { ods, ois, curve } = boundaryScores(pictures, [1, 2]);
    expect(curve.map(({ precision, recall }) => [precision, recall])).toEqual([
      [20 / 60, 1],
      [12 / 14, 12 / 20],
    ]);
    expect(ois).toEqual({ precision: 18 / 30, recall: 18 / 20, f: (2 * 0.6 * 0.9) / 1.5 });
    // P = 1/3 + 11/21 t, R = 1 - 2/5 t; F is largest where P' / P^2 = -R' / R^2, t = 0.826.
    const t = 0.83;
    const [precision, recall] = [1 / 3 + (11 / 21) * t, 1 - 0.4 * t];
    expect(ods.threshold).toBeCloseTo(1 + t, 12);
    expect(ods.f).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
  });

  it('has a best threshold between the given ones where that is better', () => {
    const { ods } = boundaryScores([[counts(50, 10, 10), counts(1, 1, 1)]], [1, 3]);
    // P = 0.2 + 0.8 t, R = 1 - 0.9 t
    expect(ods.threshold).toBeGreaterThan(1);
    expect(ods.threshold).toBeLessThan(3);
    const t = (ods.threshold - 1) / 2;
    expect(ods.precision).toBeCloseTo(0.2 + 0.8 * t, 12);
    expect(ods.recall).toBeCloseTo(1 - 0.9 * t, 12);
  });

  it('averages precision over recall, and is 0 where there is none', () => {
    const { averagePrecision } = boundaryScores([[counts(20, 10, 10), counts(5, 5, 5)]], [1, 2]);
    // From recall 0.5 (precision 1) to recall 1 (precision 0.5): 51 points of mean 0.75.
    expect(averagePrecision).toBeCloseTo(51 * 0.75 * 0.01, 12);
    const none = boundaryScores([[counts(0, 0, 0)]], [1]);
    expect(none.ods).toEqual({ precision: 0, recall: 0, f: 0, threshold: 1 });
    expect(none.averagePrecision).toBe(0);
  });

  it('refuses lists that do not fit', () => {
    const one = counts(1, 1, 1);
    for (const [pictures, thresholds] of [
      [[], [1]],
      [[[]], []],
      [[[one, one]], [2, 1]],
      [[[one]], [1, 2]],
      [[[one]], [Number.NaN, 1]],
    ] as const) {
      expect(() => boundaryScores(pictures, thresholds)).toThrow(MetricError);
    }
  });
});
