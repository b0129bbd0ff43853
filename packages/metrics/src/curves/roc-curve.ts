import type { Label } from '../inputs/labels.ts';
import { type BinaryOptions, type Ranking, rank } from './ranking.ts';
import type { SortedScores } from './score-order.ts';
import { thresholdCounts } from './threshold-counts.ts';

/** Points of a ROC curve, from nothing to everything called positive. */
export interface RocCurve {
  /** False positive rates, rising from 0 to 1; NaN when there are no negatives. */
  readonly fpr: Float64Array;
  /** True positive rates, rising from 0 to 1; NaN when there are no positives. */
  readonly tpr: Float64Array;
  /** What is called positive scores at least this; falling, the first one is Infinity. */
  readonly thresholds: SortedScores;
}

/** Options of curves whose points may be thinned out without changing the drawing. */
export interface DropOptions {
  /** Leave out points that do not change the curve. */
  readonly dropIntermediate?: boolean | undefined;
}

/**
 * ROC curve: the share of positives found, tp / (tp + fn), against the share of negatives taken for positives, fp / (fp + tn), at
 * every threshold. The closer to the upper left corner, the better; the diagonal is guessing.
 *
 * @param yTrue true labels, `[N]`
 * @param yScore scores, `[N]`, higher for the positive class; any finite numbers
 * @param options.dropIntermediate leave out points between two equal steps. Default true
 * @returns typed arrays; `thresholds` in float32 when all scores are float32 numbers
 * @throws MetricError for no samples, lists of different length, scores that are not finite, bad weights, or more than two or
 *   unusual classes without `posLabel`
 * @source sklearn.metrics.roc_curve, bit for bit
 * @example
 * ```ts
 * rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).tpr; // [0, 0.5, 0.5, 1, 1]
 * ```
 */
export function rocCurve(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  options: BinaryOptions & DropOptions = {},
): RocCurve {
  return rocPoints(rank('rocCurve', yTrue, yScore, options), options);
}

/** ROC curve of scores that are sorted already. */
export function rocPoints(ranking: Ranking, { dropIntermediate = true }: DropOptions): RocCurve {
  const { truePositives, falsePositives, thresholds } = thresholdCounts(ranking, {
    drop: dropIntermediate ? 'collinear' : 'none',
    origin: 'before',
  });
  return { fpr: shares(falsePositives), tpr: shares(truePositives), thresholds };
}

/** Divides by the last number, in place; 0 / 0 is NaN. */
function shares(counts: Float64Array): Float64Array {
  const total = counts.at(-1)!;
  for (let i = 0; i < counts.length; i++) counts[i]! /= total;
  return counts;
}
