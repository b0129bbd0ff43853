import type { Targets } from '../confusion/class-counts.ts';
import { type Average, averagedScore, type ScoreOf, type ScoreOptions } from './averaged-score.ts';

/**
 * Precision, the share of what was taken for a class that is of it: tp / (tp + fp). Higher is better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @returns 0..1; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, lists of different length, or more than two classes without an `average`
 * @source sklearn.metrics.precision_score
 * @example
 * ```ts
 * precision([0, 1, 1, 0], [1, 1, 0, 0]); // 0.5
 * precision(['ant', 'bee', 'cat'], ['ant', 'cat', 'cat'], { average: null }); // [1, 0, 0.5]
 * ```
 */
export function precision<A extends Average | null = 'binary'>(
  yTrue: Targets,
  yPred: Targets,
  options: ScoreOptions<A> = {},
): ScoreOf<A> {
  return averagedScore(
    'precision',
    { quotient: (tp, predicted) => [tp, predicted], nan: 'omit' },
    { yTrue, yPred, average: options.average === undefined ? 'binary' : options.average, options },
  );
}
