import type { Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions, weightedMean } from '../inputs/sample-weight.ts';
import {
  columnsOfLabels,
  isMatrix,
  requireScoreMatrix,
  requireScores,
  type ScoreMatrix,
} from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';

/** Options of {@link topKAccuracy}. */
export interface TopKAccuracyOptions extends WeightOptions {
  /** How many guesses count. Default 2, as in scikit-learn; with as many as there are classes, all is right. */
  readonly k?: number | undefined;
  /** Classes in the order of the columns; the sorted classes of `yTrue` by default, which must then be all of them. */
  readonly labels?: readonly Label[] | undefined;
}

/**
 * Share of samples whose true class is among the k with the highest scores. Higher is better, 0..1. Of equal scores, that of
 * the last column ranks first, as in scikit-learn.
 *
 * @param yTrue true labels, `[N]`
 * @param yScore scores of the classes, `[N][K]`, any scale; or `[N]`, those of the greater of two classes, which is guessed above
 *   0.5 when all are in 0..1, else above 0
 * @throws MetricError for no samples, scores that are not finite, columns that are not the classes, or `k` below 1
 * @source sklearn.metrics.top_k_accuracy_score
 * @example
 * ```ts
 * const scores = [[0.5, 0.2, 0.3], [0.3, 0.4, 0.2], [0.2, 0.4, 0.3], [0.7, 0.2, 0.1]];
 * topKAccuracy([0, 1, 2, 2], scores, { k: 2 }); // 0.75
 * ```
 */
export function topKAccuracy(
  yTrue: ArrayLike<Label>,
  yScore: ScoreMatrix | ArrayLike<number>,
  { k = 2, labels, sampleWeight }: TopKAccuracyOptions = {},
): number {
  requireSamples('topKAccuracy', { yTrue, yScore, sampleWeight });
  requireWeights('topKAccuracy', sampleWeight);
  if (!Number.isInteger(k) || k < 1) {
    throw new MetricError(`topKAccuracy: k is ${k}; expected a whole number of at least 1`);
  }
  if (!isMatrix(yScore)) {
    const scores = yScore as ArrayLike<number>; // isMatrix has looked at the first element
    requireScores('topKAccuracy', 'yScore', scores);
    const { column } = columnsOfLabels('topKAccuracy', yTrue, { columns: 2, labels });
    const isProbability = Array.from(scores).every((score) => score >= 0 && score <= 1);
    const hit = (i: number): number => Number(k > 1 || Number(scores[i]! > (isProbability ? 0.5 : 0)) === column[i]);
    return weightedMean(yTrue.length, hit, sampleWeight);
  }
  const columns = requireScoreMatrix('topKAccuracy', 'yScore', yScore);
  const { column } = columnsOfLabels('topKAccuracy', yTrue, { columns, labels });
  return weightedMean(yTrue.length, (i) => Number(rankOf(yScore[i]!, column[i]!) < k), sampleWeight);
}

/** How many columns rank before this one. */
function rankOf(scores: ArrayLike<number>, column: number): number {
  const own = scores[column]!;
  let before = 0;
  for (let j = 0; j < scores.length; j++) if (scores[j]! > own || (scores[j] === own && j > column)) before += 1;
  return before;
}
