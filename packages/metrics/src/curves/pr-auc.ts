import type { Indicators } from '../inputs/indicators.ts';
import type { Label } from '../inputs/labels.ts';
import type { PositiveOptions } from '../inputs/positive-class.ts';
import type { ScoreMatrix } from '../inputs/score-matrix.ts';
import { trapezoidArea } from './areas.ts';
import type { AreaAverage, AreaOptions } from './averaged-area.ts';
import { precisionRecallArea } from './precision-recall-area.ts';

/**
 * Area under the precision-recall curve by trapezoids: sum_n (R_n - R_n-1) (P_n + P_n-1) / 2 over falling thresholds, from
 * precision 1 at recall 0. Higher is better, 0..1.
 *
 * It is what `auc(recall, precision)` gives, and too kind: between two points precision does not fall on a straight
 * line, so no threshold reaches what is drawn there. `averagePrecision`, a sum of steps, does not interpolate: prefer it, and give
 * this one only to compare with numbers that were made so.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yScore scores of the positive class, `[N]`, any finite numbers; or of all classes, `[N][K]`
 * @returns 0.5 where there are no positives, as scikit-learn's curve gives; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, scores that are not finite, a `posLabel` that is neither of two classes, or more than two
 *   classes without a column each
 * @source sklearn.metrics.auc of sklearn.metrics.precision_recall_curve; Davis and Goadrich, "The relationship between
 *   precision-recall and ROC curves", 2006 (why not)
 * @example
 * ```ts
 * prAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.7916666666666666
 * ```
 */
export function prAuc<A extends AreaAverage | null = 'macro'>(
  yTrue: ArrayLike<Label> | Indicators,
  yScore: ArrayLike<number> | ScoreMatrix,
  options: AreaOptions<A> & PositiveOptions = {},
): A extends null ? number[] : number {
  return precisionRecallArea('prAuc', { yTrue, yScore, options }, trapezoidArea);
}
