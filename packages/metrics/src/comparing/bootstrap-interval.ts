import { requireSamples } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';
import { SeededRandom } from './seeded-random.ts';

/** Options of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  /** How often samples are drawn anew. Default 2000. */
  readonly resamples?: number | undefined;
  /** How much of the distribution the interval covers, in (0, 1). Default 0.95. */
  readonly confidence?: number | undefined;
  /** The same seed gives the same interval. Default 0. */
  readonly seed?: number | undefined;
}

/** A number with its uncertainty. */
export interface BootstrapInterval {
  /** The statistic of the data. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation over the resamples. */
  readonly standardError: number;
  /** Resamples that the statistic was not defined for (a class that was not drawn), left out. */
  readonly undefinedResamples: number;
}

/**
 * Bootstrap interval of any metric by the percentile method: samples are drawn with replacement, all lists alike, and the interval
 * holds the middle of what the metric gives. The narrower, the surer.
 *
 * @param lists what belongs to each sample, e.g. `[yTrue, yScore]`, each `[N]`
 * @param statistic called with the lists of a resample; NaN where it is not defined
 * @throws MetricError for no samples, lists of different length, bad options, or a statistic that is not defined for the data or
 *   for any resample
 * @source Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13; quantiles as numpy's
 * @example
 * ```ts
 * const yTrue = [0, 0, 1, 1, 0, 1, 1, 0, 1, 0];
 * const yScore = [0.1, 0.4, 0.35, 0.8, 0.2, 0.9, 0.7, 0.5, 0.6, 0.3];
 * const { estimate, low, high } = bootstrapInterval([yTrue, yScore], (labels, scores) => rocAuc(labels, scores), { seed: 1 });
 * estimate; // 0.92
 * low <= estimate && estimate <= high; // true
 * ```
 */
export function bootstrapInterval<Lists extends readonly ArrayLike<unknown>[]>(
  lists: readonly [...Lists],
  statistic: (...lists: NoInfer<Lists>) => number,
  { resamples = 2000, confidence = 0.95, seed = 0 }: BootstrapOptions = {},
): BootstrapInterval {
  requireSamples('bootstrapInterval', Object.fromEntries(lists.map((list, i) => [`lists[${i}]`, list])));
  requireOptions('bootstrapInterval', { resamples, confidence });
  const estimate = statistic(...lists);
  if (Number.isNaN(estimate)) throw new MetricError('bootstrapInterval: the statistic of the data is NaN');
  const random = new SeededRandom(seed);
  const size = lists[0]!.length;
  const indices = new Uint32Array(size);
  const values: number[] = [];
  for (let round = 0; round < resamples; round++) {
    for (let i = 0; i < size; i++) indices[i] = random.below(size);
    // A list of the same kind and type, in another order.
    const drawn = lists.map((list) => taken(list, indices)) as unknown as Lists;
    const value = statistic(...drawn);
    if (!Number.isNaN(value)) values.push(value);
  }
  if (values.length === 0) throw new MetricError('bootstrapInterval: the statistic is NaN for every resample');
  const sorted = Float64Array.from(values).sort();
  return {
    estimate,
    low: quantile(sorted, (1 - confidence) / 2),
    high: quantile(sorted, (1 + confidence) / 2),
    standardError: deviation(sorted),
    undefinedResamples: resamples - values.length,
  };
}

/** @throws MetricError for a number of resamples below 1, or a confidence outside (0, 1) */
export function requireOptions(
  where: string,
  { resamples, confidence = 0.5 }: { readonly resamples: number; readonly confidence?: number },
): void {
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new MetricError(`${where}: resamples is ${resamples}; expected a whole number of at least 1`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new MetricError(`${where}: confidence is ${confidence}; expected a number between 0 and 1`);
  }
}

/** Typed arrays stay what they are. */
function taken(list: ArrayLike<unknown>, indices: Uint32Array): ArrayLike<unknown> {
  if (ArrayBuffer.isView(list) && 'slice' in list) {
    const copy = (list as unknown as Float64Array).slice(); // any typed array; only numbers are moved
    for (let i = 0; i < indices.length; i++) copy[i] = list[indices[i]!] as number;
    return copy;
  }
  return Array.from(indices, (index) => list[index]);
}

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (position - below) * (high - sorted[below]!);
}

function deviation(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
