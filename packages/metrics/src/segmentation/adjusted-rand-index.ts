import type { Label } from '../inputs/labels.ts';
import { contingency } from './contingency.ts';
import { pairCounts } from './pair-counts.ts';

/**
 * Adjusted Rand index, (RI - E[RI]) / (max RI - E[RI]): the Rand index, corrected for chance. Higher is better: 1 for equal
 * partitions, about 0 for random ones, negative for worse.
 *
 * @param first labels of the regions, `[N]`; a label map row after row
 * @param second likewise
 * @throws MetricError for no samples (scikit-learn gives 1), lists of different length, or labels that are neither whole numbers nor
 *   names
 * @source sklearn.metrics.adjusted_rand_score; Hubert and Arabie, "Comparing partitions", 1985
 * @example
 * ```ts
 * adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1]); // 4 / 7
 * ```
 */
export function adjustedRandIndex(first: ArrayLike<Label>, second: ArrayLike<Label>): number {
  const { together, onlyFirst, onlySecond, apart } = pairCounts(contingency('adjustedRandIndex', first, second));
  if (onlyFirst === 0 && onlySecond === 0) return 1;
  const chance = (together + onlyFirst) * (onlyFirst + apart) + (together + onlySecond) * (onlySecond + apart);
  return (2 * (together * apart - onlyFirst * onlySecond)) / chance;
}
