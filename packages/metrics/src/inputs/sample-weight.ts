import { MetricError } from '../metric-error.ts';

/** The weights of the samples, for metrics that take them. */
export interface WeightOptions {
  /** Weight of each sample, `[N]`, finite and not negative, not all 0; all 1 by default. */
  readonly sampleWeight?: ArrayLike<number> | undefined;
}

/** @throws MetricError when a weight is not finite or negative, or all are 0 */
export function requireWeights(where: string, weights: ArrayLike<number> | undefined): void {
  if (weights === undefined) return;
  let anyPositive = weights.length === 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new MetricError(`${where}: sampleWeight[${i}] is ${weight}; expected a finite number of at least 0`, {
        index: i,
        weight,
      });
    }
    if (weight > 0) anyPositive = true;
  }
  if (!anyPositive) throw new MetricError(`${where}: all sample weights are 0; expected one above`);
}

/** Mean of `value(i)` over `n` samples, weighted. */
export function weightedMean(
  n: number,
  value: (index: number) => number,
  weights: ArrayLike<number> | undefined,
): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    sum += weight * value(i);
    total += weight;
  }
  return sum / total;
}
