import { argsortDescending } from '../curves/score-order.ts';
import { distinctLabels, type Label } from '../inputs/labels.ts';
import { type PositiveOptions, positives } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireScores } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { requireOptions } from './bootstrap-interval.ts';
import { normalHalfWidth, twoSidedNormal } from './normal-distribution.ts';

/** Options of {@link delongTest}. */
export interface DelongOptions extends PositiveOptions {
  /** How much the interval of the difference covers, in (0, 1). Default 0.95. */
  readonly confidence?: number | undefined;
}

/** Two areas under ROC curves on the same samples. */
export interface DelongResult {
  readonly rocAuc: readonly [number, number];
  /** First minus second. */
  readonly difference: number;
  /** Of each area. */
  readonly standardErrors: readonly [number, number];
  /** Of the difference. */
  readonly standardError: number;
  /** Interval of the difference. */
  readonly low: number;
  readonly high: number;
  /** Difference over its standard error; 0 when both are 0. */
  readonly z: number;
  /** Probability of a difference at least as large if both were equally good; the smaller, the surer the difference. */
  readonly pValue: number;
}

/**
 * DeLong's test of whether two models differ in the area under the ROC curve on the same samples: z = (A1 - A2) / sqrt(V11 + V22 -
 * 2 V12), with the covariance V of the areas from each sample's share in them.
 *
 * @param yTrue true labels, `[N]`, of two classes with at least two samples each
 * @param yScore scores of the two models, each `[N]`, higher for the positive class
 * @throws MetricError for fewer than two samples of a class, more than two classes, lists of different length, scores that are not
 *   finite, or unusual classes without `posLabel`
 * @source DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu, "Fast implementation of DeLong's algorithm", 2014 (midranks)
 * @example
 * ```ts
 * const yTrue = [0, 0, 0, 0, 1, 1, 1, 1];
 * const better = [0.1, 0.2, 0.3, 0.6, 0.5, 0.7, 0.8, 0.9];
 * const worse = [0.4, 0.8, 0.3, 0.6, 0.5, 0.7, 0.2, 0.9];
 * const { difference, pValue } = delongTest(yTrue, [better, worse]);
 * difference; // 0.375
 * pValue < 0.05; // false
 * ```
 */
export function delongTest(
  yTrue: ArrayLike<Label>,
  yScore: readonly [ArrayLike<number>, ArrayLike<number>],
  { posLabel, confidence = 0.95 }: DelongOptions = {},
): DelongResult {
  const [first, second] = yScore;
  requireSamples('delongTest', { yTrue, first, second });
  requireOptions('delongTest', { resamples: 1, confidence });
  requireScores('delongTest', 'yScore[0]', first);
  requireScores('delongTest', 'yScore[1]', second);
  const classes = distinctLabels('delongTest', { yTrue });
  if (classes.length > 2) throw new MetricError(`delongTest: ${classes.length} classes; expected two`, { classes });
  const flags = positives('delongTest', yTrue, posLabel);
  const [a, b] = [components(flags, first), components(flags, second)];
  const variance = (left: Components, right: Components): number =>
    covariance(left.ofPositives, right.ofPositives) / left.ofPositives.length +
    covariance(left.ofNegatives, right.ofNegatives) / left.ofNegatives.length;
  const [va, vb] = [variance(a, a), variance(b, b)];
  const difference = a.area - b.area;
  // Rounding can leave a little below 0 when the two models order alike.
  const standardError = Math.sqrt(Math.max(0, va + vb - 2 * variance(a, b)));
  const z = difference === 0 ? 0 : difference / standardError;
  const reach = normalHalfWidth(confidence) * standardError;
  return {
    rocAuc: [a.area, b.area],
    difference,
    standardErrors: [Math.sqrt(va), Math.sqrt(vb)],
    standardError,
    low: difference - reach,
    high: difference + reach,
    z,
    pValue: twoSidedNormal(z),
  };
}

/** Share of each sample in the area. */
interface Components {
  readonly area: number;
  /** Share of negatives below each positive, ties counting half. */
  readonly ofPositives: Float64Array;
  /** Share of positives above each negative. */
  readonly ofNegatives: Float64Array;
}

function components(flags: Uint8Array, scores: ArrayLike<number>): Components {
  const part = (flag: 0 | 1): Float64Array => Float64Array.from(scores).filter((_, i) => flags[i] === flag);
  const [positive, negative] = [part(1), part(0)];
  const [p, n] = [positive.length, negative.length];
  if (p < 2 || n < 2) {
    throw new MetricError(`delongTest: ${p} positives, ${n} negatives; expected at least two of each, for a variance`);
  }
  const ranks = midranks(joined(positive, negative));
  const [withinPositive, withinNegative] = [midranks(positive), midranks(negative)];
  const ofPositives = withinPositive.map((rank, i) => (ranks[i]! - rank) / n);
  const ofNegatives = withinNegative.map((rank, j) => 1 - (ranks[p + j]! - rank) / p);
  return { area: mean(ofPositives), ofPositives, ofNegatives };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Rank of each number from the lowest up, ties sharing the mean of theirs. */
function midranks(values: Float64Array): Float64Array {
  const order = argsortDescending(values.map((value) => value + 0)); // -0 sorts as 0
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let i = start; i < end; i++) ranks[order[i]!] = order.length - (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0) / (a.length - 1);
}
