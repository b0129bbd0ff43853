import type { Indicators } from '../inputs/indicators.ts';
import type { Label } from '../inputs/labels.ts';
import type { PositiveOptions } from '../inputs/positive-class.ts';
import type { ScoreMatrix } from '../inputs/score-matrix.ts';
import { stepArea } from './areas.ts';
import type { AreaAverage, AreaOptions } from './averaged-area.ts';
import { precisionRecallArea } from './precision-recall-area.ts';

/**
 * Average precision, the area under the precision-recall curve by steps: sum_n (R_n - R_n-1) P_n over falling thresholds. Higher
 * is better, 0..1; guessing gives the share of positives.
 *
 * Each recall counts with the precision at which it is reached, as on any real threshold. `prAuc` draws straight lines
 * between the points instead, on which no threshold lies; with few or tied scores it is the larger one, often much too large.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yScore scores of the positive class, `[N]`, any finite numbers; or of all classes, `[N][K]`
 * @returns 0 where there are no positives; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, scores that are not finite, a `posLabel` that is neither of two classes, or more than two
 *   classes without a column each
 * @source sklearn.metrics.average_precision_score
 * @example
 * ```ts
 * averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.8333333333333333
 * ```
 */
export function averagePrecision<A extends AreaAverage | null = 'macro'>(
  yTrue: ArrayLike<Label> | Indicators,
  yScore: ArrayLike<number> | ScoreMatrix,
  options: AreaOptions<A> & PositiveOptions = {},
): A extends null ? number[] : number {
  return precisionRecallArea('averagePrecision', { yTrue, yScore, options }, stepArea);
}
