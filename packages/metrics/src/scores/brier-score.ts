import { distinctLabels, type Label } from '../inputs/labels.ts';
import type { PositiveOptions } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions, weightedMean } from '../inputs/sample-weight.ts';
import { isMatrix, type ScoreMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { classProbabilities } from './class-probabilities.ts';

/** Options of {@link brierScore}. */
export interface BrierScoreOptions extends WeightOptions, PositiveOptions {
  /** Classes in the order of the columns; the sorted classes of `yTrue` by default, which must then be all of them. */
  readonly labels?: readonly Label[] | undefined;
  /** Half of the sum, for a range of 0..1 with two classes. By default so with two classes, not with more. */
  readonly scaleByHalf?: boolean | undefined;
}

/**
 * Brier score, the squared error of probabilities: mean_i sum_k (p_ik - [yTrue_i = k])^2, halved with two classes, which is
 * mean_i (p_i - y_i)^2 of the positive one. **Lower is better**, 0 is perfect; at most 1 with two classes, 2 with more.
 *
 * @param yTrue true labels, `[N]`
 * @param yProba probabilities of the classes, `[N][K]`, each row summing to 1; or `[N]`, those of the positive of two classes
 * @throws MetricError for numbers outside 0..1, rows that do not sum to 1 within 0.001 (scikit-learn warns), columns that are
 *   not the classes, or names of classes without `posLabel`
 * @source sklearn.metrics.brier_score_loss; Brier, "Verification of forecasts expressed in terms of probability", 1950
 * @example
 * ```ts
 * brierScore([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.4]); // 0.055
 * ```
 */
export function brierScore(
  yTrue: ArrayLike<Label>,
  yProba: ScoreMatrix | ArrayLike<number>,
  { labels, posLabel, sampleWeight, scaleByHalf }: BrierScoreOptions = {},
): number {
  requireSamples('brierScore', { yTrue, yProba, sampleWeight });
  requireWeights('brierScore', sampleWeight);
  const classes = isMatrix(yProba) ? columnClasses(yTrue, labels) : negativeAndPositive(yTrue, posLabel);
  const { columns, probability, column } = classProbabilities('brierScore', yTrue, { yProba, labels: classes });
  const error = (i: number): number => {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += (Number(k === column[i]) - probability(i, k)) ** 2;
    return sum;
  };
  return weightedMean(yTrue.length, error, sampleWeight) * ((scaleByHalf ?? columns < 3) ? 0.5 : 1);
}

function columnClasses(yTrue: ArrayLike<Label>, labels: readonly Label[] | undefined): readonly Label[] {
  const classes = labels ?? distinctLabels('brierScore', { yTrue });
  if (classes.length > 1) return classes;
  throw new MetricError(`brierScore: only the class ${JSON.stringify(classes[0])}; give all classes as \`labels\``);
}

/** The two classes, the positive one last; when only one occurs, a stand-in for the other. */
function negativeAndPositive(yTrue: ArrayLike<Label>, posLabel: Label | undefined): readonly Label[] {
  const classes = distinctLabels('brierScore', { yTrue });
  if (classes.length > 2) {
    throw new MetricError(`brierScore: ${classes.length} classes, but one probability a sample; expected one a class`);
  }
  const isUsual =
    classes.every((label) => label === 0 || label === 1) || classes.every((label) => Math.abs(Number(label)) === 1);
  if (posLabel === undefined && typeof classes[0] === 'string') {
    throw new MetricError('brierScore: classes have names; give the positive one as `posLabel`');
  }
  const positive = posLabel ?? (isUsual ? 1 : classes.at(-1)!);
  if (classes.length === 2 && !classes.includes(positive)) {
    throw new MetricError(`brierScore: posLabel ${JSON.stringify(positive)} is not in yTrue`);
  }
  const negative =
    classes.find((label) => label !== positive) ?? (typeof positive === 'string' ? `not ${positive}` : positive - 1);
  return [negative, positive];
}
