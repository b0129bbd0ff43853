import type { Label } from '../inputs/labels.ts';
import { type PositiveOptions, positives } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions } from '../inputs/sample-weight.ts';
import {
  columnsOfLabels,
  isMatrix,
  requireProbabilities,
  requireScoreMatrix,
  type ScoreMatrix,
} from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { requireDistribution } from '../scores/class-probabilities.ts';
import { type BinOptions, binned } from './calibration-bins.ts';

/** Options of {@link expectedCalibrationError}. */
export interface CalibrationErrorOptions extends BinOptions, WeightOptions, PositiveOptions {
  /** The mean of the gaps (`l1`, the ECE, the default), the root of the mean of their squares (`l2`), or the largest (`max`, MCE). */
  readonly norm?: 'l1' | 'l2' | 'max' | undefined;
  /** Classes in the order of the columns; the sorted classes of `yTrue` by default, which must then be all of them. */
  readonly labels?: readonly Label[] | undefined;
}

/**
 * Expected calibration error: how far probabilities are from how often they come true, sum_b (n_b / N) |observed_b - predicted_b|
 * over bins. **Lower is better**, 0..1. Of several classes, it is about the most probable one (its confidence against accuracy).
 *
 * @param yTrue true labels, `[N]`
 * @param yProba probabilities of all classes, `[N][K]`, each row summing to 1; or those of the positive class, `[N]`
 * @param options.bins default 15
 * @throws MetricError for no samples, numbers outside 0..1, rows that do not sum to 1, bad weights or bins, or classes that are not
 *   the columns
 * @source Guo et al., "On calibration of modern neural networks", 2017 (l1, max); Kumar et al., "Verified uncertainty calibration",
 *   2019 (l2); a probability on the edge of two bins belongs to the lower one, as in the paper
 * @example
 * ```ts
 * expectedCalibrationError([1, 1, 0, 1], [0.9, 0.9, 0.9, 0.9]); // 0.15
 * ```
 */
export function expectedCalibrationError(
  yTrue: ArrayLike<Label>,
  yProba: ScoreMatrix | ArrayLike<number>,
  {
    bins = 15,
    strategy = 'uniform',
    norm = 'l1',
    labels,
    posLabel,
    sampleWeight: weights,
  }: CalibrationErrorOptions = {},
): number {
  requireSamples('expectedCalibrationError', { yTrue, yProba, sampleWeight: weights });
  requireWeights('expectedCalibrationError', weights);
  if (!['l1', 'l2', 'max'].includes(norm)) {
    throw new MetricError(`expectedCalibrationError: norm is '${String(norm)}'; expected l1, l2 or max`);
  }
  const claims = isMatrix(yProba)
    ? mostProbable(yTrue, yProba, labels)
    : positiveClaims(yTrue, yProba as ArrayLike<number>, posLabel); // isMatrix has looked at the first element
  const { counts, predicted, observed } = binned(
    'expectedCalibrationError',
    { ...claims, weights },
    { bins, strategy },
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const gaps = Array.from(counts, (count, b) => ({
    share: count / total,
    gap: count === 0 ? 0 : Math.abs(observed[b]! - predicted[b]!) / count,
  }));
  if (norm === 'max') return Math.max(...gaps.map(({ gap }) => gap));
  const power = norm === 'l1' ? 1 : 2;
  return gaps.reduce((sum, { share, gap }) => sum + share * gap ** power, 0) ** (1 / power);
}

/** Probabilities and whether they came true. */
interface Claims {
  readonly probabilities: ArrayLike<number>;
  readonly outcomes: ArrayLike<number>;
}

function positiveClaims(yTrue: ArrayLike<Label>, yProba: ArrayLike<number>, posLabel: Label | undefined): Claims {
  requireProbabilities('expectedCalibrationError', 'yProba', yProba);
  return { probabilities: yProba, outcomes: positives('expectedCalibrationError', yTrue, posLabel) };
}

function mostProbable(yTrue: ArrayLike<Label>, yProba: ScoreMatrix, labels: readonly Label[] | undefined): Claims {
  const columns = requireScoreMatrix('expectedCalibrationError', 'yProba', yProba);
  const { column } = columnsOfLabels('expectedCalibrationError', yTrue, { columns, labels });
  const probabilities = new Float64Array(yTrue.length);
  const outcomes = new Uint8Array(yTrue.length);
  for (let i = 0; i < yTrue.length; i++) {
    const row = yProba[i]!;
    requireDistribution('expectedCalibrationError', row, i);
    let best = 0;
    for (let k = 1; k < columns; k++) if (row[k]! > row[best]!) best = k;
    probabilities[i] = row[best]!;
    outcomes[i] = Number(best === column[i]);
  }
  return { probabilities, outcomes };
}
