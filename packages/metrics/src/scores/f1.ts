import type { Targets } from '../confusion/class-counts.ts';
import { type Average, averagedScore, type ScoreOf, type ScoreOptions } from './averaged-score.ts';

/**
 * F1, the harmonic mean of precision and recall: 2 tp / (2 tp + fp + fn). Higher is better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @returns 0..1; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, lists of different length, or more than two classes without an `average`
 * @source sklearn.metrics.f1_score
 * @example
 * ```ts
 * f1([0, 1, 1, 0], [0, 1, 0, 0]); // 2 / 3
 * f1([0, 1, 2, 2], [0, 2, 2, 2], { average: 'weighted' }); // 0.65
 * ```
 */
export function f1<A extends Average | null = 'binary'>(
  yTrue: Targets,
  yPred: Targets,
  options: ScoreOptions<A> = {},
): ScoreOf<A> {
  return averagedScore(
    'f1',
    { quotient: (tp, predicted, actual) => [2 * tp, actual + predicted], nan: 'omit' },
    { yTrue, yPred, average: options.average === undefined ? 'binary' : options.average, options },
  );
}
