import type { Targets } from '../confusion/class-counts.ts';
import { MetricError } from '../metric-error.ts';
import { type Average, averagedScore, type ScoreOf, type ScoreOptions } from './averaged-score.ts';

/**
 * F-beta, the harmonic mean of precision and recall in which recall counts beta times as much:
 * (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp). Higher is better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @param options.beta weight of recall, at least 0: 0.5 for precision first, 2 for recall first; 0 gives precision, Infinity recall
 * @returns 0..1; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, lists of different length, or more than two classes without an `average`
 * @source sklearn.metrics.fbeta_score; `beta` has the default 1
 * @example
 * ```ts
 * fBeta([0, 1, 1, 1], [0, 1, 0, 0], { beta: 0.5 }); // 0.7142857142857143
 * ```
 */
export function fBeta<A extends Average | null = 'binary'>(
  yTrue: Targets,
  yPred: Targets,
  options: ScoreOptions<A> & { readonly beta?: number | undefined } = {},
): ScoreOf<A> {
  const { beta = 1 } = options;
  if (!(beta >= 0)) throw new MetricError(`fBeta: beta is ${beta}; expected a number of at least 0`);
  const square = beta ** 2;
  return averagedScore(
    'fBeta',
    {
      quotient: (tp, predicted, actual) =>
        beta === Number.POSITIVE_INFINITY
          ? [tp, actual]
          : beta === 0
            ? [tp, predicted]
            : [(1 + square) * tp, square * actual + predicted],
      nan: 'omit',
    },
    { yTrue, yPred, average: options.average === undefined ? 'binary' : options.average, options },
  );
}
