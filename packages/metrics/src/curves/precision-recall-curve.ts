import type { Label } from '../inputs/labels.ts';
import { type BinaryOptions, type Ranking, rank } from './ranking.ts';
import type { DropOptions } from './roc-curve.ts';
import type { SortedScores } from './score-order.ts';
import { thresholdCounts } from './threshold-counts.ts';

/** Points of a precision-recall curve, from everything to nothing called positive. */
export interface PrecisionRecallCurve {
  /** One longer than `thresholds`: the last one is 1, where nothing is called positive. */
  readonly precision: Float64Array;
  /** Falling; one longer than `thresholds`: the last one is 0. 1 everywhere else when there are no positives. */
  readonly recall: Float64Array;
  /** What is called positive scores at least this; rising. */
  readonly thresholds: SortedScores;
}

/**
 * Precision-recall curve: tp / (tp + fp) against tp / (tp + fn) at every threshold. The closer to the upper right corner, the
 * better; guessing has the precision of the share of positives.
 *
 * @param yTrue true labels, `[N]`
 * @param yScore scores, `[N]`, higher for the positive class; any finite numbers
 * @param options.dropIntermediate leave out points between two of the same recall. Default false
 * @returns typed arrays; `thresholds` in float32 when all scores are float32 numbers
 * @throws MetricError for no samples, lists of different length, scores that are not finite, bad weights, or more than two or
 *   unusual classes without `posLabel`
 * @source sklearn.metrics.precision_recall_curve, bit for bit
 * @example
 * ```ts
 * precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).precision; // [0.5, 2 / 3, 0.5, 1, 1]
 * ```
 */
export function precisionRecallCurve(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  options: BinaryOptions & DropOptions = {},
): PrecisionRecallCurve {
  return precisionRecallPoints(rank('precisionRecallCurve', yTrue, yScore, options), options);
}

/** Precision-recall curve of scores that are sorted already. */
export function precisionRecallPoints(
  ranking: Ranking,
  { dropIntermediate = false }: DropOptions,
): PrecisionRecallCurve {
  const { truePositives, falsePositives, thresholds } = thresholdCounts(ranking, {
    drop: dropIntermediate ? 'same-positives' : 'none',
    origin: 'absent',
  });
  const length = thresholds.length;
  const precision = new Float64Array(length + 1).fill(1);
  const recall = new Float64Array(length + 1);
  const positives = truePositives[length - 1]!;
  for (let i = 0; i < length; i++) {
    const tp = truePositives[length - 1 - i]!;
    const predicted = tp + falsePositives[length - 1 - i]!;
    precision[i] = predicted === 0 ? 0 : tp / predicted;
    recall[i] = positives === 0 ? 1 : tp / positives;
  }
  return { precision, recall, thresholds: thresholds.reverse() };
}
