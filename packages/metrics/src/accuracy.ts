import { type Label, requireSameLength } from './labels.ts';
import { MetricError } from './metric-error.ts';

/**
 * Share of samples whose prediction is right: sum(w_i [yTrue_i = yPred_i]) / sum(w_i). Higher is better, 0..1.
 *
 * @param yTrue true labels, `[N]`
 * @param yPred predicted labels, `[N]`
 * @param options.sampleWeight weight of each sample, `[N]`; all 1 by default
 * @throws MetricError when there are no samples (scikit-learn gives NaN and a warning) or the lists differ in length
 * @source sklearn.metrics.accuracy_score
 * @example
 * ```ts
 * accuracy([0, 2, 1, 3], [0, 1, 2, 3]); // 0.5
 * ```
 */
export function accuracy(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { sampleWeight }: { readonly sampleWeight?: ArrayLike<number> } = {},
): number {
  requireSameLength('accuracy', { yTrue, yPred, sampleWeight });
  if (yTrue.length === 0) throw new MetricError('accuracy: no samples; expected at least one');
  let right = 0;
  let total = 0;
  for (let i = 0; i < yTrue.length; i++) {
    const weight = sampleWeight?.[i] ?? 1;
    total += weight;
    if (yTrue[i] === yPred[i]) right += weight;
  }
  return right / total;
}
