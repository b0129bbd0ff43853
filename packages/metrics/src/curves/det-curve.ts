import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { type BinaryOptions, type Ranking, rank } from './ranking.ts';
import type { DropOptions } from './roc-curve.ts';
import type { SortedScores } from './score-order.ts';
import { thresholdCounts } from './threshold-counts.ts';

/** Points of a detection error tradeoff curve. */
export interface DetCurve {
  /** False positive rates, falling. */
  readonly fpr: Float64Array;
  /** False negative rates (misses), rising. */
  readonly fnr: Float64Array;
  /** What is called positive scores at least this; rising, the last one may be Infinity. */
  readonly thresholds: SortedScores;
}

/**
 * Detection error tradeoff: the share of negatives taken for positives, fp / (fp + tn), against the share of positives missed,
 * fn / (fn + tp), between the thresholds at which one of them reaches 0. The closer to the lower left corner, the better.
 *
 * @param yTrue true labels, `[N]`
 * @param yScore scores, `[N]`, higher for the positive class; any finite numbers
 * @param options.dropIntermediate leave out points between two with the same misses. Default false
 * @returns typed arrays, NaN where all weights of a class are 0; `thresholds` in float32 when all scores are float32 numbers
 * @throws MetricError for one class only, no samples, lists of different length, scores that are not finite, bad weights, or
 *   more than two or unusual classes without `posLabel`
 * @source sklearn.metrics.det_curve, bit for bit
 * @example
 * ```ts
 * detCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).fnr; // [0, 0.5, 0.5]
 * ```
 */
export function detCurve(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  options: BinaryOptions & DropOptions = {},
): DetCurve {
  return detPoints(rank('detCurve', yTrue, yScore, options), options);
}

/** DET curve of scores that are sorted already. */
export function detPoints(ranking: Ranking, { dropIntermediate = false }: DropOptions): DetCurve {
  const { positive, negative } = ranking;
  if (!positive.occurs || !negative.occurs) {
    throw new MetricError(
      `detCurve: only ${negative.occurs ? 'negatives' : 'positives'} in yTrue; expected both, for two error rates`,
    );
  }
  const { truePositives, falsePositives, thresholds } = thresholdCounts(ranking, {
    drop: dropIntermediate ? 'same-positives' : 'none',
    origin: 'first',
  });
  const [positives, negatives] = [truePositives.at(-1)!, falsePositives.at(-1)!];
  let first = 0;
  while (falsePositives[first + 1] === 0) first += 1;
  const last = truePositives.indexOf(positives);
  return {
    fpr: falsePositives
      .slice(first, last + 1)
      .map((fp) => fp / negatives)
      .reverse(),
    fnr: truePositives
      .slice(first, last + 1)
      .map((tp) => (positives - tp) / positives)
      .reverse(),
    thresholds: thresholds.slice(first, last + 1).reverse(),
  };
}
