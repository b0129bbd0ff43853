import type { PrecisionRecallCurve } from '../curves/precision-recall-curve.ts';
import type { RocCurve } from '../curves/roc-curve.ts';
import { requireSameLength } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';
import { type BoundedArea, binnedAveragePrecision, binnedRocAuc } from './binned-areas.ts';

/** Binned scores as plain data, for a file or another worker. */
export interface BinnedScoresState {
  readonly range: readonly [number, number];
  /** Positives by bin, from the lowest scores up, `[bins]`. */
  readonly positives: readonly number[];
  /** Negatives by bin, `[bins]`. */
  readonly negatives: readonly number[];
}

/** Options of {@link BinnedScores}. */
export interface BinnedScoresOptions {
  /** Number of bins of equal width. Default 1000. */
  readonly bins?: number | undefined;
  /** Lowest and highest score. Default 0 and 1. */
  readonly range?: readonly [number, number] | undefined;
}

/**
 * Counts scores of two classes in bins, batch by batch, for curves of data that do not fit into memory; the counts of several workers
 * can be merged exactly. The points of its curves are points of the exact ones; areas come with bounds that hold the exact ones.
 *
 * @source the bound of the ROC area is half the pairs that share a bin, from Hanley and McNeil's ties; that of average precision puts
 *   the negatives of each bin first or last
 * @example
 * ```ts
 * const binned = new BinnedScores({ bins: 10 });
 * binned.add([0, 0], [0.12, 0.41]);
 * binned.add([1, 1], [0.35, 0.82]);
 * binned.rocAuc(); // { value: 0.75, lower: 0.75, upper: 0.75 }
 * ```
 */
export class BinnedScores {
  readonly bins: number;
  readonly range: readonly [number, number];
  readonly #positives: Float64Array;
  readonly #negatives: Float64Array;

  /** @throws MetricError unless there is at least one bin, of a width above 0 */
  constructor({ bins = 1000, range: [low, high] = [0, 1] }: BinnedScoresOptions = {}) {
    if (!Number.isInteger(bins) || bins < 1) {
      throw new MetricError(`BinnedScores: bins is ${bins}; expected a whole number of at least 1`);
    }
    if (!(high > low && Number.isFinite(high - low))) {
      throw new MetricError(`BinnedScores: range is ${low}..${high}; expected two finite numbers, the lower one first`);
    }
    this.bins = bins;
    this.range = [low, high];
    this.#positives = new Float64Array(bins);
    this.#negatives = new Float64Array(bins);
  }

  /**
   * Goes on where another one was.
   *
   * @throws MetricError when the state is not one of binned scores
   */
  static fromJSON({ range, positives, negatives }: BinnedScoresState): BinnedScores {
    const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
    const isList = (list: unknown): list is number[] => Array.isArray(list) && list.every(isCount);
    if (!isList(positives) || !isList(negatives) || positives.length !== negatives.length || !Array.isArray(range)) {
      throw new MetricError('BinnedScores: state has not a range and as many counts of positives as of negatives');
    }
    const binned = new BinnedScores({ bins: positives.length, range });
    binned.#positives.set(positives);
    binned.#negatives.set(negatives);
    return binned;
  }

  /** Samples so far. */
  get count(): number {
    return [this.#positives, this.#negatives].reduce((sum, list) => list.reduce((all, n) => all + n, sum), 0);
  }

  /**
   * Counts a batch.
   *
   * @param yTrue 1 for positives, 0 for negatives, `[N]`
   * @param yScore scores within the range, `[N]`
   * @throws MetricError when the lists differ in length, a label is neither 0 nor 1 or a score is out of range; nothing is counted
   *   then
   */
  add(yTrue: ArrayLike<number>, yScore: ArrayLike<number>): void {
    requireSameLength('BinnedScores', { yTrue, yScore });
    const [low, high] = this.range;
    for (let i = 0; i < yTrue.length; i++) {
      if (!(yTrue[i] === 0 || yTrue[i] === 1)) {
        throw new MetricError(`BinnedScores: yTrue[${i}] is ${yTrue[i]}; expected 0 or 1`, { index: i });
      }
      if (!(yScore[i]! >= low && yScore[i]! <= high)) {
        throw new MetricError(`BinnedScores: yScore[${i}] is ${yScore[i]}; expected ${low}..${high}`, { index: i });
      }
    }
    for (let i = 0; i < yTrue.length; i++)
      (yTrue[i] === 1 ? this.#positives : this.#negatives)[this.#binOf(yScore[i]!)]!++;
  }

  /** Adds the counts of another one with the same bins. */
  merge(other: BinnedScores): void {
    if (other.bins !== this.bins || other.range[0] !== this.range[0] || other.range[1] !== this.range[1]) {
      throw new MetricError(`BinnedScores: cannot merge ${other.#describe()} into ${this.#describe()}`);
    }
    for (let bin = 0; bin < this.bins; bin++) {
      this.#positives[bin]! += other.#positives[bin]!;
      this.#negatives[bin]! += other.#negatives[bin]!;
    }
  }

  /** Area under the ROC curve with the bounds of the exact one; higher is better; NaN without both classes. */
  rocAuc(): BoundedArea {
    return binnedRocAuc(this.#positives, this.#negatives);
  }

  /** Average precision with bounds of the exact one; higher is better; 0 without positives. */
  averagePrecision(): BoundedArea {
    return binnedAveragePrecision(this.#positives, this.#negatives);
  }

  /** Points of the exact ROC curve at the lower edges of all bins that are not empty. */
  rocCurve(): RocCurve {
    const { truePositives, falsePositives, thresholds } = this.#counts();
    const shares = (counts: readonly number[]): Float64Array =>
      Float64Array.from([0, ...counts], (n) => n / counts.at(-1)!);
    return {
      fpr: shares(falsePositives),
      tpr: shares(truePositives),
      thresholds: Float64Array.from([Number.POSITIVE_INFINITY, ...thresholds]),
    };
  }

  /** Points of the exact precision-recall curve at the lower edges of all bins that are not empty. */
  precisionRecallCurve(): PrecisionRecallCurve {
    const { truePositives, falsePositives, thresholds } = this.#counts();
    const total = truePositives.at(-1)!;
    const precision = truePositives.map((tp, i) => tp / (tp + falsePositives[i]!));
    const recall = truePositives.map((tp) => (total === 0 ? 1 : tp / total));
    return {
      precision: Float64Array.from([...precision.reverse(), 1]),
      recall: Float64Array.from([...recall.reverse(), 0]),
      thresholds: Float64Array.from(thresholds.reverse()),
    };
  }

  /** The counts as plain data; `JSON.stringify` calls it. */
  toJSON(): BinnedScoresState {
    return { range: this.range, positives: [...this.#positives], negatives: [...this.#negatives] };
  }

  /** Bins and range in words. */
  #describe(): string {
    return `${this.bins} bins of ${this.range[0]}..${this.range[1]}`;
  }

  #edge(bin: number): number {
    const [low, high] = this.range;
    return low + (bin * (high - low)) / this.bins;
  }

  #binOf(score: number): number {
    const [low, high] = this.range;
    let bin = Math.min(this.bins - 1, Math.floor(((score - low) / (high - low)) * this.bins));
    // Rounding must not part a score from the edges that thresholds are taken from.
    while (bin > 0 && score < this.#edge(bin)) bin -= 1;
    while (bin < this.bins - 1 && score >= this.#edge(bin + 1)) bin += 1;
    return bin;
  }

  #counts(): { truePositives: number[]; falsePositives: number[]; thresholds: number[] } {
    if (this.count === 0) throw new MetricError('BinnedScores: no samples yet');
    const counts = { truePositives: [] as number[], falsePositives: [] as number[], thresholds: [] as number[] };
    let [tp, fp] = [0, 0];
    for (let bin = this.bins - 1; bin >= 0; bin--) {
      if (this.#positives[bin]! + this.#negatives[bin]! === 0) continue;
      tp += this.#positives[bin]!;
      fp += this.#negatives[bin]!;
      counts.truePositives.push(tp);
      counts.falsePositives.push(fp);
      counts.thresholds.push(this.#edge(bin));
    }
    return counts;
  }
}
