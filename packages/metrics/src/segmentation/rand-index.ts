import type { Label } from '../inputs/labels.ts';
import { contingency } from './contingency.ts';
import { pairCounts } from './pair-counts.ts';

/**
 * Rand index: the share of pairs of samples on which two partitions agree, together in both or apart in both,
 * (together + apart) / (N (N - 1) / 2). Higher is better, 0..1; the names of the regions do not matter, nor which list is which.
 *
 * @param first labels of the regions, `[N]`; a label map row after row
 * @param second likewise
 * @returns 1 for a single sample
 * @throws MetricError for no samples (scikit-learn gives 1), lists of different length, or labels that are neither whole numbers nor
 *   names
 * @source sklearn.metrics.rand_score
 * @example
 * ```ts
 * randIndex([0, 0, 1, 2], [0, 0, 1, 1]); // 5 / 6
 * ```
 */
export function randIndex(first: ArrayLike<Label>, second: ArrayLike<Label>): number {
  const { together, onlyFirst, onlySecond, apart } = pairCounts(contingency('randIndex', first, second));
  const all = together + onlyFirst + onlySecond + apart;
  return all === 0 ? 1 : (together + apart) / all;
}
