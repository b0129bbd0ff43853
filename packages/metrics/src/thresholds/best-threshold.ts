import { type BinaryOptions, type Ranking, rank } from '../curves/ranking.ts';
import { ThresholdCursor } from '../curves/threshold-cursor.ts';
import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { criterionOf, type Decisions, precisionOf, recallOf, type ThresholdCriterion } from './threshold-criterion.ts';

/** A threshold and what comes of it. */
export interface BestThreshold extends Decisions {
  /** Call positive what scores at least this; Infinity calls nothing so. */
  readonly threshold: number;
  /** What the criterion is about: F, J, the cost, precision or recall. */
  readonly value: number;
  /** 0 when nothing is called positive. */
  readonly precision: number;
  /** 0 when there are no positives. */
  readonly recall: number;
}

/**
 * The threshold that is best by a criterion, among all distinct scores and Infinity. Of equally good ones it is the highest. In
 * `value`, higher is better, except for the cost.
 *
 * Choose it on validation data: on the data that it is judged on it flatters.
 *
 * @param yTrue true labels, `[N]`
 * @param yScore scores, `[N]`, higher for the positive class; any finite numbers
 * @param options.criterion what is best. Default `'f1'`
 * @throws MetricError for no samples, lists of different length, scores that are not finite, bad weights, an unknown criterion, a
 *   precision that no threshold reaches, or more than two or unusual classes without `posLabel`
 * @source Youden, "Index for rating diagnostic tests", 1950; Elkan, "The foundations of cost-sensitive learning", 2001
 * @example
 * ```ts
 * const best = bestThreshold([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], { criterion: { recallAtPrecision: 0.9 } });
 * best.threshold; // 0.8
 * best.recall; // 0.5
 * ```
 */
export function bestThreshold(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  { criterion = 'f1', ...binary }: BinaryOptions & { readonly criterion?: ThresholdCriterion | undefined } = {},
): BestThreshold {
  const { value, tie, admits } = criterionOf(criterion);
  const ranking = rank('bestThreshold', yTrue, yScore, binary);
  const cursor = new ThresholdCursor(ranking);
  const total = totals(ranking);
  let best: BestThreshold | undefined;
  let bestTie = 0;
  let mostPrecise = 0;
  do {
    const at = decisions(cursor, total);
    mostPrecise = Math.max(mostPrecise, precisionOf(at));
    const [score, second] = [value(at), tie(at)];
    const isBetter = best === undefined || score > best.value || (score === best.value && second > bestTie);
    if (!isBetter || !admits(at)) continue;
    best = { threshold: cursor.threshold, value: score, precision: precisionOf(at), recall: recallOf(at), ...at };
    bestTie = second;
  } while (cursor.next());
  if (best === undefined) {
    throw new MetricError(
      `bestThreshold: no threshold fulfils ${JSON.stringify(criterion)}; the highest precision is ${mostPrecise}`,
      { criterion, mostPrecise },
    );
  }
  return typeof criterion === 'object' && 'cost' in criterion ? { ...best, value: 0 - best.value } : best;
}

function totals(ranking: Ranking): readonly [number, number] {
  const cursor = new ThresholdCursor(ranking);
  while (cursor.next());
  return [cursor.truePositives, cursor.falsePositives];
}

function decisions(cursor: ThresholdCursor, [positives, negatives]: readonly [number, number]): Decisions {
  return {
    trueNegatives: negatives - cursor.falsePositives,
    falsePositives: cursor.falsePositives,
    falseNegatives: positives - cursor.truePositives,
    truePositives: cursor.truePositives,
  };
}
