import type { Label } from '../inputs/labels.ts';
import { distinctLabels } from '../inputs/labels.ts';
import { type PositiveOptions, positives } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireProbabilities } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { type BinOptions, binned } from './calibration-bins.ts';

/** Points of a reliability diagram, one for each bin that is not empty. */
export interface CalibrationCurve {
  /** Share of positives in the bin. */
  readonly probTrue: number[];
  /** Mean of the predicted probabilities in the bin. */
  readonly probPred: number[];
  /** Samples in the bin. */
  readonly counts: number[];
}

/**
 * Calibration curve (reliability diagram): how often what was predicted with a probability came true, bin by bin. The closer to the
 * diagonal, the better; above it the model is too modest, below it too sure.
 *
 * @param yTrue true labels, `[N]`, of two classes
 * @param yProba probabilities of the positive class, `[N]`
 * @param options.bins default 5, as in scikit-learn
 * @throws MetricError for no samples, numbers outside 0..1, more than two classes, or unusual ones without `posLabel`
 * @source sklearn.calibration.calibration_curve, with the counts
 * @example
 * ```ts
 * const probabilities = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1];
 * calibrationCurve([0, 0, 0, 0, 1, 1, 1, 1, 1], probabilities, { bins: 3 }).probTrue; // [0, 0.5, 1]
 * ```
 */
export function calibrationCurve(
  yTrue: ArrayLike<Label>,
  yProba: ArrayLike<number>,
  { bins = 5, strategy = 'uniform', posLabel }: BinOptions & PositiveOptions = {},
): CalibrationCurve {
  requireSamples('calibrationCurve', { yTrue, yProba });
  requireProbabilities('calibrationCurve', 'yProba', yProba);
  const classes = distinctLabels('calibrationCurve', { yTrue });
  if (classes.length > 2)
    throw new MetricError(`calibrationCurve: ${classes.length} classes; expected two`, { classes });
  const outcomes = positives('calibrationCurve', yTrue, posLabel);
  const sums = binned('calibrationCurve', { probabilities: yProba, outcomes }, { bins, strategy });
  const filled = [...sums.counts.keys()].filter((bin) => sums.counts[bin] !== 0);
  return {
    probTrue: filled.map((bin) => sums.observed[bin]! / sums.counts[bin]!),
    probPred: filled.map((bin) => sums.predicted[bin]! / sums.counts[bin]!),
    counts: filled.map((bin) => sums.counts[bin]!),
  };
}
