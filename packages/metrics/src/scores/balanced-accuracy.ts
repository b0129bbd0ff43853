import { classCounts } from '../confusion/class-counts.ts';
import type { Label } from '../inputs/labels.ts';
import type { WeightOptions } from '../inputs/sample-weight.ts';

/** Options of {@link balancedAccuracy}. */
export interface BalancedAccuracyOptions extends WeightOptions {
  /** Scale so that chance gives 0 and perfection 1: (x - 1/K) / (1 - 1/K). Default false. */
  readonly adjusted?: boolean | undefined;
}

/**
 * Mean of the recalls of all classes in `yTrue`: mean_k(tp_k / (tp_k + fn_k)). Higher is better, 0..1; guessing gives 1 / K,
 * however unbalanced the classes are.
 *
 * @param yTrue true labels, `[N]`
 * @param yPred predicted labels, `[N]`
 * @returns 0..1, or down to 1 / (1 - K) with `adjusted`; NaN with `adjusted` when there is one class only
 * @throws MetricError for no samples, lists of different length or bad weights
 * @source sklearn.metrics.balanced_accuracy_score
 * @example
 * ```ts
 * balancedAccuracy([0, 0, 0, 1], [0, 0, 0, 0]); // 0.5
 * ```
 */
export function balancedAccuracy(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { sampleWeight, adjusted = false }: BalancedAccuracyOptions = {},
): number {
  const { truePositives, actual } = classCounts('balancedAccuracy', yTrue, yPred, { sampleWeight });
  let sum = 0;
  let classes = 0;
  for (let k = 0; k < actual.length; k++) {
    if (actual[k] === 0) continue;
    sum += truePositives[k]! / actual[k]!;
    classes += 1;
  }
  const chance = 1 / classes;
  const score = sum / classes;
  return adjusted ? (score - chance) / (1 - chance) : score;
}
