import type { Targets } from '../confusion/class-counts.ts';
import { requireIndicators } from '../inputs/indicators.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions, weightedMean } from '../inputs/sample-weight.ts';
import { isMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';

/**
 * Share of samples whose prediction is right: sum(w_i [yTrue_i = yPred_i]) / sum(w_i). Higher is better, 0..1. Of several
 * classes a sample, all must be right.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @throws MetricError for no samples, lists of different length or bad weights
 * @source sklearn.metrics.accuracy_score
 * @example
 * ```ts
 * accuracy([0, 2, 1, 3], [0, 1, 2, 3]); // 0.5
 * ```
 */
export function accuracy(yTrue: Targets, yPred: Targets, { sampleWeight }: WeightOptions = {}): number {
  requireSamples('accuracy', { yTrue, yPred, sampleWeight });
  requireWeights('accuracy', sampleWeight);
  if (!isMatrix(yTrue) && !isMatrix(yPred)) {
    return weightedMean(yTrue.length, (i) => (yTrue[i] === yPred[i] ? 1 : 0), sampleWeight);
  }
  if (!isMatrix(yTrue) || !isMatrix(yPred)) {
    throw new MetricError('accuracy: one of yTrue and yPred has one class for each sample, the other several');
  }
  const columns = requireIndicators('accuracy', 'yTrue', yTrue);
  if (requireIndicators('accuracy', 'yPred', yPred) !== columns) {
    throw new MetricError(`accuracy: yTrue has ${columns} columns, yPred ${yPred[0]!.length}`);
  }
  const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
    Array.from(a).every((value, k) => value === b[k]);
  return weightedMean(yTrue.length, (i) => (same(yTrue[i]!, yPred[i]!) ? 1 : 0), sampleWeight);
}
