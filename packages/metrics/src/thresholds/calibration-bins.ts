import { MetricError } from '../metric-error.ts';

/** How probabilities are put into bins. */
export interface BinOptions {
  /** Number of bins, whole, at least 1. */
  readonly bins?: number | undefined;
  /** Bins of equal width (`uniform`, the default) or of equal numbers of samples (`quantile`). */
  readonly strategy?: 'uniform' | 'quantile' | undefined;
}

/** What fell into each bin. */
export interface Bins {
  readonly counts: Float64Array;
  /** Sum of the probabilities. */
  readonly predicted: Float64Array;
  /** Sum of the outcomes. */
  readonly observed: Float64Array;
}

/**
 * Puts probabilities into bins; one on an edge goes into the lower bin.
 *
 * @param probabilities 0..1, `[N]`
 * @param outcomes 0 or 1, `[N]`
 * @throws MetricError for a bad number of bins or an unknown strategy
 * @source sklearn.calibration.calibration_curve, with numpy's linspace and percentile to the last bit
 */
export function binned(
  where: string,
  {
    probabilities,
    outcomes,
    weights,
  }: {
    readonly probabilities: ArrayLike<number>;
    readonly outcomes: ArrayLike<number>;
    readonly weights?: ArrayLike<number> | undefined;
  },
  { bins, strategy }: { readonly bins: number; readonly strategy: 'uniform' | 'quantile' },
): Bins {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new MetricError(`${where}: bins is ${bins}; expected a whole number of at least 1`);
  }
  if (strategy !== 'uniform' && strategy !== 'quantile') {
    throw new MetricError(`${where}: strategy is '${String(strategy)}'; expected uniform or quantile`);
  }
  const edges = strategy === 'uniform' ? innerEdges(bins) : quantiles(probabilities, bins);
  const sums = { counts: new Float64Array(bins), predicted: new Float64Array(bins), observed: new Float64Array(bins) };
  for (let i = 0; i < probabilities.length; i++) {
    const bin = edgesBelow(edges, probabilities[i]!);
    const weight = weights === undefined ? 1 : weights[i]!;
    sums.counts[bin]! += weight;
    sums.predicted[bin]! += weight * probabilities[i]!;
    sums.observed[bin]! += weight * outcomes[i]!;
  }
  return sums;
}

function innerEdges(bins: number): number[] {
  const step = 1 / bins;
  return Array.from({ length: bins - 1 }, (_, i) => (i + 1) * step);
}

/** Edges between equal numbers of samples, interpolated linearly. */
function quantiles(values: ArrayLike<number>, bins: number): number[] {
  const sorted = Float64Array.from(values).sort();
  return innerEdges(bins).map((share) => {
    const position = ((share * 100) / 100) * (sorted.length - 1);
    const below = Math.floor(position);
    const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
    const across = position - below;
    return across >= 0.5 ? high - (high - low) * (1 - across) : low + (high - low) * across;
  });
}

/** How many edges lie below a value. */
function edgesBelow(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
