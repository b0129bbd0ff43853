import type { Targets } from '../confusion/class-counts.ts';
import { type Average, averagedScore, type ScoreOf, type ScoreOptions } from './averaged-score.ts';

/**
 * Specificity (true negative rate), the share of what is not of a class that was not taken for it: tn / (tn + fp). Higher is
 * better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @returns 0..1; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, lists of different length, or more than two classes without an `average`
 * @source scikit-learn has it as the recall of the negative class only; here from its `multilabel_confusion_matrix`, with the averages
 *   of {@link recall}
 * @example
 * ```ts
 * specificity([0, 0, 0, 1], [0, 1, 0, 1]); // 2 / 3
 * ```
 */
export function specificity<A extends Average | null = 'binary'>(
  yTrue: Targets,
  yPred: Targets,
  options: ScoreOptions<A> = {},
): ScoreOf<A> {
  return averagedScore(
    'specificity',
    {
      quotient: (tp, predicted, _, negatives) => [negatives - (predicted - tp), negatives],
      nan: 'omit',
    },
    { yTrue, yPred, average: options.average === undefined ? 'binary' : options.average, options },
  );
}
