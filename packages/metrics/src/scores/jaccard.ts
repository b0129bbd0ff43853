import type { Targets } from '../confusion/class-counts.ts';
import { type Average, averagedScore, type ScoreOf, type ScoreOptions } from './averaged-score.ts';

/**
 * Jaccard index (intersection over union) of the true and the predicted members of a class: tp / (tp + fp + fn). Higher is
 * better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @returns 0..1; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, lists of different length, or more than two classes without an `average`
 * @source sklearn.metrics.jaccard_score; `zeroDivision: NaN`, which it refuses, is not left out by averages
 * @example
 * ```ts
 * jaccard([0, 1, 1, 0], [1, 1, 0, 0]); // 1 / 3
 * ```
 */
export function jaccard<A extends Average | null = 'binary'>(
  yTrue: Targets,
  yPred: Targets,
  options: ScoreOptions<A> = {},
): ScoreOf<A> {
  return averagedScore(
    'jaccard',
    {
      quotient: (tp, predicted, actual) => [tp, tp + (predicted - tp) + (actual - tp)],
      nan: 'propagate',
    },
    { yTrue, yPred, average: options.average === undefined ? 'binary' : options.average, options },
  );
}
