import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';

/** One class that was taken for another. */
export interface Confusion {
  /** True class. */
  readonly actual: Label;
  /** What it was taken for. */
  readonly predicted: Label;
  /** How often: the entry of the matrix. */
  readonly count: number;
  /** Share of the true class's samples, 0..1. */
  readonly share: number;
}

/** Options of {@link mostConfused}. */
export interface MostConfusedOptions {
  /** At most so many. Default 10. */
  readonly limit?: number | undefined;
  /** Rank by how often (`count`, the default) or by the share of the true class, which brings out rare classes. */
  readonly by?: 'count' | 'share' | undefined;
}

/**
 * The entries beside the diagonal of a confusion matrix, largest first: which classes are taken for which. The fewer and
 * smaller, the better.
 *
 * @param confusion counts; a normalised matrix ranks by its shares
 * @returns entries above 0; of equal ones, in the order of rows, then columns
 * @throws MetricError when `limit` is no whole number of at least 0
 * @source fastai's `ClassificationInterpretation.most_confused`
 * @example
 * ```ts
 * const confusion = confusionMatrix(['cat', 'cat', 'cat', 'dog'], ['dog', 'dog', 'cat', 'cat']);
 * mostConfused(confusion, { limit: 1 }); // [{ actual: 'cat', predicted: 'dog', count: 2, share: 2 / 3 }]
 * ```
 */
export function mostConfused(
  { labels, matrix }: ConfusionMatrix,
  { limit = 10, by = 'count' }: MostConfusedOptions = {},
): Confusion[] {
  if (!Number.isInteger(limit) || limit < 0) {
    throw new MetricError(`mostConfused: limit is ${limit}; expected a whole number of at least 0`);
  }
  const entries = matrix.flatMap((row, i) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.flatMap((count, j) =>
      i === j || count === 0 ? [] : [{ actual: labels[i]!, predicted: labels[j]!, count, share: count / total }],
    );
  });
  return entries.sort((a, b) => b[by] - a[by]).slice(0, limit);
}
