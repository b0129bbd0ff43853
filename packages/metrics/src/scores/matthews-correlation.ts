import { classCounts } from '../confusion/class-counts.ts';
import type { Label } from '../inputs/labels.ts';
import type { WeightOptions } from '../inputs/sample-weight.ts';

/**
 * Matthews correlation coefficient (phi; R_K for several classes), the correlation of true and predicted classes:
 * (c s - sum_k t_k p_k) / sqrt((s^2 - sum p_k^2) (s^2 - sum t_k^2)) with c right of s samples, t_k true and p_k predicted of
 * class k. Higher is better, -1..1; 0 for guessing, and where it is undefined (one class only).
 *
 * @param yTrue true labels, `[N]`
 * @param yPred predicted labels, `[N]`
 * @throws MetricError for no samples, lists of different length or bad weights
 * @source sklearn.metrics.matthews_corrcoef; Gorodkin, "Comparing two K-category assignments by a K-category correlation
 *   coefficient", 2004
 * @example
 * ```ts
 * matthewsCorrelation([1, 1, 1, 0], [1, 0, 1, 1]); // -1 / 3
 * ```
 */
export function matthewsCorrelation(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { sampleWeight }: WeightOptions = {},
): number {
  const { truePositives, predicted, actual } = classCounts('matthewsCorrelation', yTrue, yPred, { sampleWeight });
  let [right, total, both, predictedSquares, actualSquares] = [0, 0, 0, 0, 0];
  for (let k = 0; k < actual.length; k++) {
    right += truePositives[k]!;
    total += predicted[k]!;
    both += actual[k]! * predicted[k]!;
    predictedSquares += predicted[k]! ** 2;
    actualSquares += actual[k]! ** 2;
  }
  const variances = (total ** 2 - predictedSquares) * (total ** 2 - actualSquares);
  return variances === 0 ? 0 : (right * total - both) / Math.sqrt(variances);
}
