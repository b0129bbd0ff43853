import type { Ranking } from './ranking.ts';
import type { SortedScores } from './score-order.ts';

/**
 * Walks down the distinct scores of a ranking: before the first step nothing is called positive, after the last one everything.
 */
export class ThresholdCursor {
  /** A sample is called positive when its score is at least this. */
  threshold: number = Number.POSITIVE_INFINITY;
  /** Weight of the positives that are called so. */
  truePositives = 0;
  /** Weight of the negatives that are called positive. */
  falsePositives = 0;
  readonly #positive: SortedScores;
  readonly #negative: SortedScores;
  readonly #positiveWeights: Float64Array | undefined;
  readonly #negativeWeights: Float64Array | undefined;
  #p = 0;
  #n = 0;

  constructor({ positive, negative }: Ranking) {
    this.#positive = positive.scores;
    this.#negative = negative.scores;
    this.#positiveWeights = positive.weights;
    this.#negativeWeights = negative.weights;
  }

  /** Goes to the next lower score; false when there is none. */
  next(): boolean {
    const [positive, negative] = [this.#positive, this.#negative];
    let [p, n] = [this.#p, this.#n];
    if (p === positive.length && n === negative.length) return false;
    const threshold =
      p === positive.length || (n < negative.length && negative[n]! > positive[p]!) ? negative[n]! : positive[p]!;
    while (p < positive.length && positive[p] === threshold) p++;
    while (n < negative.length && negative[n] === threshold) n++;
    if (this.#positiveWeights === undefined || this.#negativeWeights === undefined) {
      this.truePositives = p;
      this.falsePositives = n;
    } else {
      for (let i = this.#p; i < p; i++) this.truePositives += this.#positiveWeights[i]!;
      for (let i = this.#n; i < n; i++) this.falsePositives += this.#negativeWeights[i]!;
    }
    this.threshold = threshold;
    this.#p = p;
    this.#n = n;
    return true;
  }
}
