import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { rocArea, stepArea, trapezoidArea } from './areas.ts';
import { type DetCurve, detPoints } from './det-curve.ts';
import { type PrecisionRecallCurve, precisionRecallPoints } from './precision-recall-curve.ts';
import { type BinaryOptions, type Ranking, rank } from './ranking.ts';
import { type DropOptions, type RocCurve, rocPoints } from './roc-curve.ts';

/**
 * Scores of two classes, sorted once for several curves and areas: sorting is most of the work of each of them. Every method gives
 * what the function of its name gives, with the positive class of the curves.
 *
 * @example
 * ```ts
 * const ranking = new ScoreRanking([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * ranking.rocAuc(); // 0.75
 * ranking.averagePrecision(); // 0.8333333333333333
 * ```
 */
export class ScoreRanking {
  readonly #ranking: Ranking;

  /**
   * @param yTrue true labels, `[N]`
   * @param yScore scores, `[N]`, higher for the positive class; any finite numbers
   * @throws MetricError for no samples, lists of different length, scores that are not finite, bad weights, or more than two or
   *   unusual classes without `posLabel`
   */
  constructor(yTrue: ArrayLike<Label>, yScore: ArrayLike<number>, options: BinaryOptions = {}) {
    this.#ranking = rank('ScoreRanking', yTrue, yScore, options);
  }

  /** Higher is better; see `rocAuc`. */
  rocAuc({ maxFpr = 1 }: { readonly maxFpr?: number | undefined } = {}): number {
    if (maxFpr > 0 && maxFpr <= 1) return rocArea(this.#ranking, maxFpr);
    throw new MetricError(`rocAuc: maxFpr is ${maxFpr}; expected a number in (0, 1]`);
  }

  /** Higher is better; see `averagePrecision`. */
  averagePrecision(): number {
    return stepArea(this.#ranking);
  }

  /** Higher is better; see `prAuc`. */
  prAuc(): number {
    return trapezoidArea(this.#ranking);
  }

  /** See `rocCurve`. */
  rocCurve(options: DropOptions = {}): RocCurve {
    return rocPoints(this.#ranking, options);
  }

  /** See `precisionRecallCurve`. */
  precisionRecallCurve(options: DropOptions = {}): PrecisionRecallCurve {
    return precisionRecallPoints(this.#ranking, options);
  }

  /** See `detCurve`. */
  detCurve(options: DropOptions = {}): DetCurve {
    return detPoints(this.#ranking, options);
  }
}
