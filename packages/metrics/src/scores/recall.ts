import type { Targets } from '../confusion/class-counts.ts';
import { type Average, averagedScore, type ScoreOf, type ScoreOptions } from './averaged-score.ts';

/**
 * Recall (sensitivity, true positive rate), the share of a class that was found: tp / (tp + fn). Higher is better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @returns 0..1; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, lists of different length, or more than two classes without an `average`
 * @source sklearn.metrics.recall_score
 * @example
 * ```ts
 * recall([0, 1, 1, 0], [0, 1, 0, 0]); // 0.5
 * recall(['ant', 'bee', 'bee'], ['ant', 'ant', 'bee'], { average: 'macro' }); // 0.75
 * ```
 */
export function recall<A extends Average | null = 'binary'>(
  yTrue: Targets,
  yPred: Targets,
  options: ScoreOptions<A> = {},
): ScoreOf<A> {
  return averagedScore(
    'recall',
    { quotient: (tp, _, actual) => [tp, actual], nan: 'omit' },
    { yTrue, yPred, average: options.average === undefined ? 'binary' : options.average, options },
  );
}
