import { type Picture, PictureError } from '@cv/image';
import { type Histogram, type HistogramOptions, histogram } from '../histograms/histogram.ts';
import { type RunningSums, runningSums } from './class-means.ts';

/** How many classes to make. */
export interface MultiOtsuOptions extends HistogramOptions {
  /** Classes, at least 2. Default 3. */
  readonly classes?: number | undefined;
}

/** What {@link multiOtsu} gives. */
export interface MultiOtsuResult {
  /** One fewer than classes, ascending; a pixel is in the class above a threshold when its value is larger. */
  readonly thresholds: Float64Array;
  readonly histogram: Histogram;
  /**
   * `criterion[c][i]`: the best sum that `c + 2` classes reach when threshold `c` (of them all) lies at bin `i` and the class above it ends with
   * the histogram; -Infinity where there are too few bins below.
   */
  readonly criterion: readonly Float64Array[];
}

/**
 * Otsu's thresholds for several classes: those that maximise the variance between the classes, `sum over classes of s^2 / n` with sum `s` and
 * number `n` of the values of a class. Exact, by dynamic programming with divide and conquer: `classes * bins * log bins` steps, where trying all takes `bins^(classes - 1)`.
 *
 * @param picture one channel
 * @returns the thresholds, the histogram and the criteria (largest is best)
 * @throws {PictureError} see {@link histogram}; `option` when `classes` is no whole number of at least 2, or there are fewer values (bins with
 *   pixels) than classes
 * @source Liao, Chen, Chung 2001: A fast algorithm for multilevel thresholding, eq. 14; skimage.filters.threshold_multiotsu, which computes in
 *   float32 and may differ by a bin where two choices are equal to 7 digits
 * @example
 * const { thresholds } = multiOtsu(toGray(photo), { classes: 4 }); // three numbers
 */
export function multiOtsu(picture: Picture, { classes = 3, ...options }: MultiOtsuOptions = {}): MultiOtsuResult {
  if (!Number.isInteger(classes) || classes < 2) {
    throw new PictureError('option', `multiOtsu: classes must be a whole number of at least 2, not ${classes}`, {
      classes,
    });
  }
  const counted = histogram(picture, options);
  const values = counted.counts.reduce((sum, count) => sum + Number(count > 0), 0);
  if (values < classes) {
    const next = `ask for at most ${values} classes, or give a float32 picture more bins`;
    throw new PictureError('option', `multiOtsu: ${values} different values cannot make ${classes} classes; ${next}`, {
      classes,
      values,
    });
  }
  const { cuts, criterion } = bestCuts(counted, classes);
  return { thresholds: Float64Array.from(cuts, (bin) => counted.centers[bin]!), histogram: counted, criterion };
}

/** Works on the bins that hold something: a threshold at an empty bin parts the pixels as one at the bin before does. */
function bestCuts(counted: Histogram, classes: number): { cuts: number[]; criterion: Float64Array[] } {
  const held = Int32Array.from(counted.counts.keys()).filter((bin) => counted.counts[bin]! > 0);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(held, (bin) => values[bin]!);
  const sums = runningSums({ counts: pick(counted.counts), centers: pick(counted.centers) });
  const last = held.length - 1;
  let best = new Float64Array(held.length).map((_, end) => between(sums, -1, end)); // of one class
  const cutsAt: Int32Array[] = [];
  const criterion: Float64Array[] = [];
  for (let c = 1; c < classes; c++) {
    const below = best;
    criterion.push(spread(below, { held, bins: counted.counts.length - 1, above: (i) => between(sums, i, last) }));
    const next = {
      best: new Float64Array(held.length).fill(Number.NEGATIVE_INFINITY),
      cut: new Int32Array(held.length),
    };
    divide(next, { ends: [c, last], cuts: [c - 1, last - 1], total: (i, end) => below[i]! + between(sums, i, end) });
    cutsAt.push(next.cut);
    best = next.best;
  }
  const cuts: number[] = [];
  for (let c = classes - 2, end = last; c >= 0; c--) {
    end = cutsAt[c]![end]!;
    cuts.unshift(held[end]!);
  }
  return { cuts, criterion };
}

interface Step {
  readonly ends: readonly [first: number, last: number];
  readonly cuts: readonly [first: number, last: number];
  readonly total: (cut: number, end: number) => number;
}

/**
 * Finds the best cut (the first of equal ones) for every end. The best cut never moves left as the end moves right, so that the one of the middle
 * end halves the search for all others.
 */
function divide(found: { best: Float64Array; cut: Int32Array }, { ends, cuts, total }: Step): void {
  const [first, last] = ends;
  if (first > last) return;
  const middle = (first + last) >> 1;
  let cut = cuts[0];
  for (let i = cuts[0]; i <= Math.min(cuts[1], middle - 1); i++) if (total(i, middle) > total(cut, middle)) cut = i;
  found.cut[middle] = cut;
  found.best[middle] = total(cut, middle);
  divide(found, { ends: [first, middle - 1], cuts: [cuts[0], cut], total });
  divide(found, { ends: [middle + 1, last], cuts: [cut, cuts[1]], total });
}

/** The criterion of every bin: an empty one has that of the bin before it. */
function spread(
  below: Float64Array,
  { held, bins, above }: { held: Int32Array; bins: number; above: (i: number) => number },
): Float64Array {
  const criterion = new Float64Array(bins);
  for (let i = 0; i < held.length - 1; i++)
    criterion.fill(below[i]! + above(i), held[i]!, Math.min(bins, held[i + 1]!));
  return criterion;
}

/** `s^2 / n` of the values above bin `start` up to bin `end`. */
function between({ counts, sums }: RunningSums, start: number, end: number): number {
  const count = counts[end]! - (start < 0 ? 0 : counts[start]!);
  const sum = sums[end]! - (start < 0 ? 0 : sums[start]!);
  return (sum * sum) / count;
}
