import { distinctLabels, type Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions, weightedMean } from '../inputs/sample-weight.ts';
import type { ScoreMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { classProbabilities } from './class-probabilities.ts';

/** Options of {@link logLoss}. */
export interface LogLossOptions extends WeightOptions {
  /** Classes in the order of the columns; the sorted classes of `yTrue` by default, which must then be all of them. */
  readonly labels?: readonly Label[] | undefined;
}

/**
 * Log loss (cross-entropy): mean of -ln(p_i), p_i the probability that was given to the true class of sample i, clipped to
 * [2^-52, 1 - 2^-52]. **Lower is better**, 0 is perfect; ln K is guessing among K classes.
 *
 * @param yTrue true labels, `[N]`
 * @param yProba probabilities of the classes, `[N][K]`, each row summing to 1; or `[N]`, those of the greater of two classes
 * @throws MetricError for numbers outside 0..1, rows that do not sum to 1 within 0.001 (scikit-learn warns), columns that are
 *   not the classes, or one class only without `labels`
 * @source sklearn.metrics.log_loss on float64; Float32Array is computed (and clipped) in float64 here, in float32 there
 * @example
 * ```ts
 * logLoss(['ham', 'spam'], [[0.9, 0.1], [0.2, 0.8]]); // 0.164252033486018
 * logLoss([0, 1], [0.1, 0.8]); // 0.164252033486018
 * ```
 */
export function logLoss(
  yTrue: ArrayLike<Label>,
  yProba: ScoreMatrix | ArrayLike<number>,
  { labels, sampleWeight }: LogLossOptions = {},
): number {
  requireSamples('logLoss', { yTrue, yProba, sampleWeight });
  requireWeights('logLoss', sampleWeight);
  const classes = labels ?? distinctLabels('logLoss', { yTrue });
  if (classes.length === 1) {
    throw new MetricError(`logLoss: only the class ${JSON.stringify(classes[0])}; give all classes as \`labels\``);
  }
  const { probability, column } = classProbabilities('logLoss', yTrue, { yProba, labels: classes });
  const clipped = (p: number): number => Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON);
  const loss = (i: number): number => -Math.log(clipped(probability(i, column[i]!)));
  return weightedMean(yTrue.length, loss, sampleWeight);
}
