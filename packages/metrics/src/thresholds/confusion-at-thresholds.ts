import { type BinaryOptions, rank } from '../curves/ranking.ts';
import type { SortedScores } from '../curves/score-order.ts';
import { thresholdCounts } from '../curves/threshold-counts.ts';
import type { Label } from '../inputs/labels.ts';

/** The four counts (or sums of weights) at each threshold, from the highest down. */
export interface ThresholdConfusion {
  readonly trueNegatives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly falseNegatives: Float64Array;
  readonly truePositives: Float64Array;
  /** What is called positive scores at least this. */
  readonly thresholds: SortedScores;
}

/**
 * Counts of right and wrong decisions at every threshold that changes one: each distinct score, falling.
 *
 * @param yTrue true labels, `[N]`
 * @param yScore scores, `[N]`, higher for the positive class; any finite numbers
 * @returns typed arrays, one entry for each distinct score; the more true and the fewer false ones, the better
 * @throws MetricError for no samples, lists of different length, scores that are not finite, bad weights, or more than two or
 *   unusual classes without `posLabel`
 * @source sklearn.metrics.confusion_matrix_at_thresholds, bit for bit
 * @example
 * ```ts
 * confusionAtThresholds([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).falsePositives; // [0, 1, 1, 2]
 * ```
 */
export function confusionAtThresholds(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  options: BinaryOptions = {},
): ThresholdConfusion {
  const { truePositives, falsePositives, thresholds } = thresholdCounts(
    rank('confusionAtThresholds', yTrue, yScore, options),
    { drop: 'none', origin: 'absent' },
  );
  const [positives, negatives] = [truePositives.at(-1)!, falsePositives.at(-1)!];
  return {
    trueNegatives: falsePositives.map((fp) => negatives - fp),
    falsePositives,
    falseNegatives: truePositives.map((tp) => positives - tp),
    truePositives,
    thresholds,
  };
}
