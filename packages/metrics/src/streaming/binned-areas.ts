/** An area that lies between two bounds. */
export interface BoundedArea {
  /** The area as if all scores in a bin were equal. */
  readonly value: number;
  /** The exact area is at least this. */
  readonly lower: number;
  /** The exact area is at most this. */
  readonly upper: number;
}

/** ROC area from counts by bin, lowest scores first. */
export function binnedRocAuc(positives: Float64Array, negatives: Float64Array): BoundedArea {
  let [tp, fp, above, tied] = [0, 0, 0, 0];
  for (let bin = positives.length - 1; bin >= 0; bin--) {
    above += tp * negatives[bin]!;
    tied += positives[bin]! * negatives[bin]!;
    tp += positives[bin]!;
    fp += negatives[bin]!;
  }
  const pairs = tp * fp;
  return { value: (above + tied / 2) / pairs, lower: above / pairs, upper: (above + tied) / pairs };
}

/** Average precision from counts by bin, lowest scores first. */
export function binnedAveragePrecision(positives: Float64Array, negatives: Float64Array): BoundedArea {
  let [tp, fp, value, lower, upper] = [0, 0, 0, 0, 0];
  for (let bin = positives.length - 1; bin >= 0; bin--) {
    const [p, n] = [positives[bin]!, negatives[bin]!];
    if (p > 0) {
      value += (p * (tp + p)) / (tp + p + fp + n);
      // At best, no negative of the bin is above any of its positives.
      upper += (p * (tp + p)) / (tp + p + fp);
      lower += negativesFirst({ tp, fp: fp + n, p });
    }
    tp += p;
    fp += n;
  }
  return tp === 0 ? { value: 0, lower: 0, upper: 0 } : { value: value / tp, lower: lower / tp, upper: upper / tp };
}

/**
 * The least sum of precisions of p positives, all negatives above them: sum_j (tp + j) / (tp + j + fp), at least the integral of the
 * summand from 0 to p, since it rises.
 */
function negativesFirst({ tp, fp, p }: { readonly tp: number; readonly fp: number; readonly p: number }): number {
  if (fp === 0) return p;
  return Math.max(0, p - fp * Math.log1p(p / (tp + fp)));
}
