import { requireSamples } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';
import { requireOptions } from './bootstrap-interval.ts';
import { SeededRandom } from './seeded-random.ts';

/** Options of {@link pairedPermutationTest}. */
export interface PairedPermutationOptions<T, P> {
  /** Metric of one model, called with the true labels and its predictions. */
  readonly statistic: (yTrue: ArrayLike<T>, yPred: ArrayLike<P>) => number;
  /** Number of random exchanges; all of them are tried when there are no more. Default 9999. */
  readonly resamples?: number | undefined;
  /** The same seed gives the same p value. Default 0. */
  readonly seed?: number | undefined;
}

/** Two models on the same samples. */
export interface PairedPermutationResult {
  /** Statistic of the first minus that of the second. */
  readonly difference: number;
  /** Probability of a difference at least as large if both were equally good; the smaller, the surer the difference. */
  readonly pValue: number;
  /** Exchanges that were tried. */
  readonly resamples: number;
  /** Whether these were all there are. */
  readonly method: 'exact' | 'random';
}

/**
 * Paired permutation test of whether two models differ in any metric on the same samples: if they are equally good, exchanging their
 * predictions of any sample changes nothing. p is the share of exchanges with |difference| at least as large; of random ones,
 * (1 + count) / (1 + resamples), so that it is never 0.
 *
 * @param yTrue true labels, or whatever the statistic takes for them, `[N]`
 * @param yPred predictions of the two models (labels, scores or rows of scores), each `[N]`
 * @throws MetricError for no samples, lists of different length, bad options, or a statistic that is NaN
 * @source Fisher 1935; Phipson and Smyth, "Permutation p-values should never be zero", 2010; scipy.stats.permutation_test with
 *   `permutation_type="samples"`
 * @example
 * ```ts
 * const yTrue = [1, 1, 1, 1, 0, 0];
 * const result = pairedPermutationTest(yTrue, [[1, 1, 1, 1, 0, 0], [0, 0, 0, 0, 1, 0]], { statistic: accuracy });
 * result.pValue; // 0.0625
 * result.method; // 'exact'
 * ```
 */
export function pairedPermutationTest<T, P>(
  yTrue: ArrayLike<T>,
  yPred: readonly [ArrayLike<P>, ArrayLike<P>],
  { statistic, resamples = 9999, seed = 0 }: PairedPermutationOptions<T, P>,
): PairedPermutationResult {
  const [first, second] = yPred;
  requireSamples('pairedPermutationTest', { yTrue, first, second });
  requireOptions('pairedPermutationTest', { resamples });
  const difference = statistic(yTrue, first) - statistic(yTrue, second);
  if (Number.isNaN(difference)) throw new MetricError('pairedPermutationTest: the statistic of the data is NaN');
  const size = yTrue.length;
  const isExact = size <= 31 && 2 ** size <= resamples;
  const random = new SeededRandom(seed);
  const rounds = isExact ? 2 ** size : resamples;
  const [a, b] = [Array.from(first), Array.from(second)];
  // Sums in another order differ in their last digits.
  const atLeast = Math.abs(difference) * (1 - 1e-12);
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    let bits = round;
    for (let i = 0; i < size; i++) {
      if (!isExact && i % 32 === 0) bits = random.uint32();
      const isExchanged = ((bits >>> (i % 32)) & 1) === 1;
      a[i] = isExchanged ? second[i]! : first[i]!;
      b[i] = isExchanged ? first[i]! : second[i]!;
    }
    // NaN (a metric that is not defined for a mixture) counts against a difference.
    if (!(Math.abs(statistic(yTrue, a) - statistic(yTrue, b)) < atLeast)) count += 1;
  }
  const pValue = isExact ? count / rounds : (1 + count) / (1 + rounds);
  return { difference, pValue, resamples: rounds, method: isExact ? 'exact' : 'random' };
}
