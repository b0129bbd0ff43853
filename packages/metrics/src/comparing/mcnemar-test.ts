import type { Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';
import { twoSidedNormal } from './normal-distribution.ts';

/** Options of {@link mcnemarTest}. */
export interface McNemarOptions {
  /** The binomial distribution (`exact`), its approximation with continuity correction (`chi-squared`), or by size (`auto`). */
  readonly method?: 'auto' | 'exact' | 'chi-squared' | undefined;
}

/** Two classifiers on the same samples. */
export interface McNemarResult {
  /** Samples that only the first one got right. */
  readonly onlyFirst: number;
  /** Samples that only the second one got right. */
  readonly onlySecond: number;
  readonly method: 'exact' | 'chi-squared';
  /** The smaller count for `exact`, else (|b - c| - 1)^2 / (b + c). */
  readonly statistic: number;
  /** Probability of a difference at least as large if both were equally good; the smaller, the surer the difference. */
  readonly pValue: number;
}

/** Up to here the exact sum is cheap; beyond, both agree to four digits. */
const EXACT_UP_TO = 10_000;

/**
 * McNemar's test of whether two classifiers differ in accuracy on the same samples. Only samples count that one got right and the
 * other wrong, b and c of them: exactly, p = min(1, 2 P(X <= min(b, c))) with X binomial of b + c trials of 1/2.
 *
 * @param yTrue true labels, `[N]`
 * @param yPred predicted labels of the two, each `[N]`
 * @throws MetricError for no samples, lists of different length or an unknown method
 * @source McNemar 1947; Edwards 1948 (continuity correction); statsmodels' `mcnemar`
 * @example
 * ```ts
 * const yTrue = [1, 1, 1, 1, 1, 1, 0, 0];
 * mcnemarTest(yTrue, [yTrue, [0, 0, 0, 0, 0, 0, 0, 0]]).pValue; // 0.03125
 * ```
 */
export function mcnemarTest(
  yTrue: ArrayLike<Label>,
  yPred: readonly [ArrayLike<Label>, ArrayLike<Label>],
  { method = 'auto' }: McNemarOptions = {},
): McNemarResult {
  const [first, second] = yPred;
  requireSamples('mcnemarTest', { yTrue, first, second });
  if (!['auto', 'exact', 'chi-squared'].includes(method)) {
    throw new MetricError(`mcnemarTest: method is '${String(method)}'; expected auto, exact or chi-squared`);
  }
  let [onlyFirst, onlySecond] = [0, 0];
  for (let i = 0; i < yTrue.length; i++) {
    const [a, b] = [first[i] === yTrue[i], second[i] === yTrue[i]];
    if (a && !b) onlyFirst += 1;
    if (b && !a) onlySecond += 1;
  }
  const trials = onlyFirst + onlySecond;
  if (method === 'exact' || (method === 'auto' && trials <= EXACT_UP_TO)) {
    const statistic = Math.min(onlyFirst, onlySecond);
    const pValue = Math.min(1, 2 * atMost(statistic, trials));
    return { onlyFirst, onlySecond, method: 'exact', statistic, pValue };
  }
  const statistic = trials === 0 ? 0 : (Math.abs(onlyFirst - onlySecond) - 1) ** 2 / trials;
  const pValue = trials === 0 ? 1 : twoSidedNormal(Math.sqrt(statistic));
  return { onlyFirst, onlySecond, method: 'chi-squared', statistic, pValue };
}

/** P(X <= most), X binomial of `trials` of 1/2, from the largest term down. */
function atMost(most: number, trials: number): number {
  let term = 1;
  let halvings = trials;
  for (let i = 1; i <= most; i++) {
    term *= (trials - most + i) / i;
    while (term > 1 && halvings > 0) {
      term /= 2;
      halvings -= 1;
    }
  }
  term *= 2 ** -halvings;
  let sum = term;
  for (let k = most; k > 0 && term > sum * 1e-18; k--) {
    term *= k / (trials - k + 1);
    sum += term;
  }
  return sum;
}
