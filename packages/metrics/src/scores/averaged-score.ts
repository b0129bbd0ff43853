import { type ClassCounts, classCounts, type Targets } from '../confusion/class-counts.ts';
import { distinctLabels, type Label } from '../inputs/labels.ts';
import { shown } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import type { WeightOptions } from '../inputs/sample-weight.ts';
import { isMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';

/**
 * How the scores of several classes become one:
 * - `binary`: that of the positive class alone;
 * - `micro`: from the sums of the counts over all classes;
 * - `macro`: the plain mean over the classes;
 * - `weighted`: the mean weighted by how often each class occurs in `yTrue`;
 * - `samples`: the mean over the samples, for several classes a sample.
 */
export type Average = 'binary' | 'micro' | 'macro' | 'weighted' | 'samples';

/** Options of scores that are made from counts; `average: null` gives a list, one score for each class. */
export interface ScoreOptions<A extends Average | null = Average> extends WeightOptions {
  /** `binary` by default, which refuses more than two classes. */
  readonly average?: A | undefined;
  /** The positive class of `binary`; 1 by default. */
  readonly posLabel?: Label | undefined;
  /** Classes that count, in this order; all that occur, sorted, by default. Columns for several classes a sample. */
  readonly labels?: readonly Label[] | undefined;
  /** The score where it would be 0 / 0: 0 (the default), 1, or NaN, which averages of precision, recall and F leave out. */
  readonly zeroDivision?: number | undefined;
}

/** One number, or one for each class. */
export type ScoreOf<A extends Average | null> = A extends null ? number[] : number;

/** A score as the quotient of two numbers. */
export interface Score {
  /** Numerator and denominator from the counts. */
  readonly quotient: (
    truePositives: number,
    predicted: number,
    actual: number,
    negatives: number,
  ) => readonly [number, number];
  /** Whether averages leave NaN out, as scikit-learn's precision, recall and F do and its Jaccard does not. */
  readonly nan: 'omit' | 'propagate';
}

/**
 * A score of each class, or their average.
 *
 * @throws MetricError for what {@link classCounts} refuses, `binary` with more than two classes or with a positive class that
 *   does not occur, an unknown average, and a `zeroDivision` that is not 0, 1 or NaN
 */
export function averagedScore<A extends Average | null>(
  where: string,
  { quotient, nan }: Score,
  data: {
    readonly yTrue: Targets;
    readonly yPred: Targets;
    readonly average: Average | null;
    readonly options: ScoreOptions<A>;
  },
): ScoreOf<A> {
  const { yTrue, yPred, average } = data;
  const { posLabel = 1, sampleWeight, zeroDivision = 0 } = data.options;
  if (!(average === null || AVERAGES.includes(average))) {
    throw new MetricError(`${where}: average is '${String(average)}'; expected ${AVERAGES.join(', ')} or null`);
  }
  if (!(zeroDivision === 0 || zeroDivision === 1 || Number.isNaN(zeroDivision))) {
    throw new MetricError(`${where}: zeroDivision is ${zeroDivision}; expected 0, 1 or NaN`);
  }
  requireSamples(where, { yTrue, yPred, sampleWeight });
  const labels = average === 'binary' ? [requirePositive(where, { yTrue, yPred, posLabel })] : data.options.labels;
  const by = average === 'samples' ? 'sample' : 'class';
  const counts = classCounts(where, yTrue, yPred, { labels, sampleWeight, by });
  const score = ([numerator, denominator]: readonly [number, number]): number =>
    denominator === 0 ? zeroDivision : numerator / denominator;
  const each = (): number[] =>
    Array.from(counts.actual, (actual, k) =>
      score(quotient(counts.truePositives[k]!, counts.predicted[k]!, actual, counts.negatives[k]!)),
    );
  const result = average === null ? each() : average === 'micro' ? score(quotient(...sums(counts))) : averageOf();
  return result as ScoreOf<A>; // A is the type of `average`, which decided above

  function averageOf(): number {
    if (average === 'weighted') return mean(each(), counts.actual, nan);
    // The weights of the samples are in the counts of a sample already, where they cancel out.
    return mean(each(), average === 'samples' ? sampleWeight : undefined, nan);
  }
}

const AVERAGES: readonly unknown[] = ['binary', 'micro', 'macro', 'weighted', 'samples'];

function sums({ truePositives, predicted, actual, negatives }: ClassCounts): [number, number, number, number] {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return [sum(truePositives), sum(predicted), sum(actual), sum(negatives)];
}

function mean(scores: readonly number[], weights: ArrayLike<number> | undefined, nan: Score['nan']): number {
  let [sum, total, plain, count] = [0, 0, 0, 0];
  scores.forEach((score, k) => {
    if (nan === 'omit' && Number.isNaN(score)) return;
    const weight = weights === undefined ? 1 : weights[k]!;
    sum += weight * score;
    total += weight;
    plain += score;
    count += 1;
  });
  return total === 0 ? plain / count : sum / total;
}

function requirePositive(
  where: string,
  { yTrue, yPred, posLabel }: { readonly yTrue: Targets; readonly yPred: Targets; readonly posLabel: Label },
): Label {
  const others = "choose average 'micro', 'macro', 'weighted' or null";
  if (isMatrix(yTrue) || isMatrix(yPred)) {
    throw new MetricError(`${where}: average 'binary' is not for several classes a sample; ${others} or 'samples'`);
  }
  const present = distinctLabels(where, { yTrue, yPred });
  if (present.length > 2) {
    throw new MetricError(`${where}: ${present.length} classes, average 'binary' is for two; ${others}`);
  }
  if (present.length === 2 && !present.includes(posLabel)) {
    throw new MetricError(`${where}: posLabel ${JSON.stringify(posLabel)} is not one of ${shown(present)}`);
  }
  return posLabel;
}
