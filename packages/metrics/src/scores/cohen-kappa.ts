import { confusionMatrix } from '../confusion/confusion-matrix.ts';
import type { Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import type { WeightOptions } from '../inputs/sample-weight.ts';
import { MetricError } from '../metric-error.ts';

/** Options of {@link cohenKappa}. */
export interface CohenKappaOptions extends WeightOptions {
  /** Classes that count, in the order that distances are measured in; all that occur, sorted, by default. */
  readonly labels?: readonly Label[] | undefined;
  /** How much taking class i for class j weighs: 1 (`none`, the default), |i - j| or (i - j)^2, for ordered classes. */
  readonly weights?: 'none' | 'linear' | 'quadratic' | undefined;
  /** What stands for 0 / 0: one class only. Default NaN. */
  readonly undefinedValue?: number | undefined;
}

/**
 * Cohen's kappa, the agreement of two raters beyond chance: 1 - sum(w_ij C_ij) / sum(w_ij E_ij), where E is what the two would
 * give independently of each other. Higher is better, -1..1; 0 for guessing.
 *
 * @param y1 labels of one rater, `[N]`
 * @param y2 labels of the other, `[N]`
 * @throws MetricError for no samples, lists of different length, bad weights or unusable `labels`
 * @source sklearn.metrics.cohen_kappa_score (`undefinedValue` is its `replace_undefined_by`)
 * @example
 * ```ts
 * cohenKappa([0, 1, 2, 2], [0, 1, 1, 2]); // 0.6363636363636364
 * cohenKappa([0, 1, 2, 2], [0, 1, 1, 2], { weights: 'quadratic' }); // 0.8
 * ```
 */
export function cohenKappa(
  y1: ArrayLike<Label>,
  y2: ArrayLike<Label>,
  { labels, sampleWeight, weights = 'none', undefinedValue = Number.NaN }: CohenKappaOptions = {},
): number {
  requireSamples('cohenKappa', { y1, y2, sampleWeight });
  if (!['none', 'linear', 'quadratic'].includes(weights)) {
    throw new MetricError(`cohenKappa: weights is '${String(weights)}'; expected none, linear or quadratic`);
  }
  const { matrix } = confusionMatrix(y1, y2, { labels, sampleWeight });
  const rows = matrix.map((row) => row.reduce((sum, value) => sum + value, 0));
  const columns = matrix.map((_, j) => matrix.reduce((sum, row) => sum + row[j]!, 0));
  const total = rows.reduce((sum, value) => sum + value, 0);
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j < matrix.length; j++) {
      const weight = weights === 'none' ? Number(i !== j) : weights === 'linear' ? Math.abs(i - j) : (i - j) ** 2;
      observed += weight * matrix[i]![j]!;
      expected += weight * ((rows[i]! * columns[j]!) / total);
    }
  }
  return total === 0 || expected === 0 ? undefinedValue : 1 - observed / expected;
}
