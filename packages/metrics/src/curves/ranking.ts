import type { Label } from '../inputs/labels.ts';
import { type PositiveOptions, positives } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions } from '../inputs/sample-weight.ts';
import { MetricError } from '../metric-error.ts';
import { argsortDescending, type SortedScores, sortDescending } from './score-order.ts';

/** What curves are made of: which class is positive, and weights. */
export interface BinaryOptions extends WeightOptions, PositiveOptions {}

/** Scores of one class of the two, highest first. */
export interface RankedScores {
  readonly scores: SortedScores;
  /** Weight of each, none when all are 1. */
  readonly weights: Float64Array | undefined;
  /** Whether the class occurs, if only with weight 0, which leaves it without a score. */
  readonly occurs: boolean;
}

/**
 * The scores of the positives and of the negatives, each sorted: apart, they need no flag that says which is which. Of equal
 * scores, weights stay in the order of the samples, so that sums round as scikit-learn's do.
 */
export interface Ranking {
  readonly positive: RankedScores;
  readonly negative: RankedScores;
}

/**
 * Sorts samples by score.
 *
 * @throws MetricError for no samples, lists of different length, scores that are not finite, bad weights, or classes that do
 *   not say which is positive
 */
export function rank(
  where: string,
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  { posLabel, sampleWeight }: BinaryOptions = {},
): Ranking {
  requireSamples(where, { yTrue, yScore, sampleWeight });
  return rankFlags(where, positives(where, yTrue, posLabel), { yScore, sampleWeight });
}

/** As {@link rank}, with 1 for positives and 0 for negatives. */
export function rankFlags(
  where: string,
  isPositive: ArrayLike<number>,
  { yScore, sampleWeight }: { readonly yScore: ArrayLike<number> } & WeightOptions,
): Ranking {
  requireWeights(where, sampleWeight);
  const single = inspect(where, yScore);
  if (sampleWeight === undefined) return rankUnweighted(isPositive, { yScore, single });
  const part = (flag: 0 | 1): RankedScores => {
    const index = members(isPositive, flag, sampleWeight);
    const scores = single ? new Float32Array(index.length) : new Float64Array(index.length);
    for (let i = 0; i < index.length; i++) scores[i] = yScore[index[i]!]! + 0;
    const order = argsortDescending(scores);
    const weights = new Float64Array(index.length);
    for (let i = 0; i < order.length; i++) weights[i] = sampleWeight[index[order[i]!]!]!;
    const occurs = Array.prototype.includes.call(isPositive, flag);
    return { scores: scores.map((_, i) => scores[order[i]!]!), weights, occurs };
  };
  return { positive: part(1), negative: part(0) };
}

function rankUnweighted(
  isPositive: ArrayLike<number>,
  { yScore, single }: { readonly yScore: ArrayLike<number>; readonly single: boolean },
): Ranking {
  const parts = parted(isPositive, { yScore, single });
  const spare = new Uint32Array(single ? Math.max(...parts.map(({ length }) => length)) : 0);
  const [negative, positive] = parts.map((scores): RankedScores => {
    sortDescending(scores, spare);
    return { scores, weights: undefined, occurs: scores.length > 0 };
  });
  return { positive: positive!, negative: negative! };
}

/** Whether all scores are float32 numbers, which sort faster, in half the memory. */
function inspect(where: string, scores: ArrayLike<number>): boolean {
  let single = true;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (score - score !== 0) {
      throw new MetricError(`${where}: yScore[${i}] is ${score}; expected a finite number`, { index: i, score });
    }
    if (single && Math.fround(score) !== score) single = false;
  }
  return single;
}

/** The scores of the negatives and of the positives; adding 0 makes 0 of -0, which sorts apart from it. */
function parted(
  isPositive: ArrayLike<number>,
  { yScore, single }: { readonly yScore: ArrayLike<number>; readonly single: boolean },
): readonly SortedScores[] {
  let count = 0;
  for (let i = 0; i < isPositive.length; i++) count += isPositive[i]!;
  // One more than needed: every score is written to both, and one of the two goes on. A branch would be guessed wrong too often.
  const lengths = [isPositive.length - count + 1, count + 1] as const;
  const [negative, positive] = lengths.map((length) => (single ? new Float32Array(length) : new Float64Array(length)));
  let [p, n] = [0, 0];
  for (let i = 0; i < isPositive.length; i++) {
    const score = yScore[i]! + 0;
    positive![p] = score;
    negative![n] = score;
    p += isPositive[i]!;
    n += 1 - isPositive[i]!;
  }
  return [negative!.subarray(0, n), positive!.subarray(0, p)];
}

/** Samples of one class, but for those of weight 0, which make no threshold. */
function members(isPositive: ArrayLike<number>, flag: 0 | 1, weights: ArrayLike<number>): Uint32Array {
  let count = 0;
  for (let i = 0; i < isPositive.length; i++) if (isPositive[i] === flag && weights[i]! !== 0) count += 1;
  const index = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < isPositive.length; i++) if (isPositive[i] === flag && weights[i]! !== 0) index[next++] = i;
  return index;
}
