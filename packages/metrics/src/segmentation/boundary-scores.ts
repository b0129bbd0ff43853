import { MetricError } from '../metric-error.ts';
import type { BoundaryCounts } from './boundary-counts.ts';

/** Precision, recall and their harmonic mean. */
export interface BoundaryScore {
  readonly precision: number;
  readonly recall: number;
  /** 2 P R / (P + R); 0 where both are 0. */
  readonly f: number;
}

/** Scores of a boundary detector over a data set. */
export interface BoundaryScores {
  /** Optimal data-set scale: the one threshold that is best for all pictures, between the given ones too. */
  readonly ods: BoundaryScore & { readonly threshold: number };
  /** Optimal image scale: each picture at its own best of the given thresholds. */
  readonly ois: BoundaryScore;
  /** Mean precision over recall 0, 0.01 ... 1; 0 where the thresholds do not reach. */
  readonly averagePrecision: number;
  /** All pictures at each threshold. */
  readonly curve: readonly BoundaryScore[];
}

/**
 * Sums up boundary counts over pictures and thresholds as the BSDS benchmark does. Higher is better.
 *
 * @param counts of each picture at each threshold, `[pictures][thresholds]`
 * @param thresholds ascending
 * @throws {MetricError} without pictures or thresholds, when thresholds do not ascend, or a picture has not one count for each
 * @source collect_eval_bdry of the BSDS500 benchmark; of thresholds with equal recall the least counts for the average precision
 * @example
 * ```ts
 * const half = { detected: 4, detectedMatched: 2, annotated: 4, annotatedMatched: 2 };
 * boundaryScores([[half]], [0.5]).ods.f; // 0.5
 * ```
 */
export function boundaryScores(
  counts: readonly (readonly BoundaryCounts[])[],
  thresholds: readonly number[],
): BoundaryScores {
  const ascending = thresholds.every((value, i) => i === 0 || value > thresholds[i - 1]!);
  const complete = counts.every((picture) => picture.length === thresholds.length);
  if (counts.length === 0 || thresholds.length === 0 || !ascending || !complete) {
    const next = 'expects at least one picture, ascending thresholds, and counts of each picture at each of them';
    throw new MetricError(`boundaryScores: ${next}`, { pictures: counts.length, thresholds: thresholds.length });
  }
  const curve = thresholds.map((_, i) => score(counts.map((picture) => picture[i]!)));
  const best = counts.map((picture) => {
    const scores = picture.map((count) => score([count]).f);
    return picture[scores.lastIndexOf(Math.max(...scores))]!;
  });
  return { ods: bestBetween(curve, thresholds), ois: score(best), averagePrecision: area(curve), curve };
}

function score(counts: readonly BoundaryCounts[]): BoundaryScore {
  const sum = (name: keyof BoundaryCounts): number => counts.reduce((total, count) => total + count[name], 0);
  const part = (some: number, all: number): number => (all === 0 ? 0 : some / all);
  return withF(part(sum('detectedMatched'), sum('detected')), part(sum('annotatedMatched'), sum('annotated')));
}

const withF = (precision: number, recall: number): BoundaryScore => ({
  precision,
  recall,
  f: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
});

/** The best of the curve, with a hundred steps between thresholds. */
function bestBetween(curve: readonly BoundaryScore[], thresholds: readonly number[]): BoundaryScores['ods'] {
  let best = { ...curve[0]!, threshold: thresholds[0]! };
  for (let i = 1; i < curve.length; i++) {
    for (let step = 0; step <= 100; step++) {
      const between = (from: number, to: number): number => from + ((to - from) * step) / 100;
      const precision = between(curve[i - 1]!.precision, curve[i]!.precision);
      const found = withF(precision, between(curve[i - 1]!.recall, curve[i]!.recall));
      if (found.f > best.f) best = { ...found, threshold: between(thresholds[i - 1]!, thresholds[i]!) };
    }
  }
  return best;
}

function area(curve: readonly BoundaryScore[]): number {
  const byRecall = new Map<number, number>();
  for (const { recall, precision } of curve) if (!byRecall.has(recall)) byRecall.set(recall, precision);
  const points = [...byRecall].sort(([a], [b]) => a - b);
  let sum = 0;
  for (let i = 0; i <= 100; i++) {
    const recall = i / 100;
    const above = points.findIndex(([at]) => at >= recall);
    if (above < 0 || (above === 0 && points[0]![0] !== recall)) continue;
    const [r1, p1] = points[above]!;
    const [r0, p0] = points[Math.max(0, above - 1)]!;
    sum += r1 === r0 ? p1 : p0 + ((p1 - p0) * (recall - r0)) / (r1 - r0);
  }
  return sum / 100;
}
