import type { Histogram } from '../histograms/histogram.ts';

/** Counts and sums of the values up to each bin: the classes on both sides of every threshold come from these. */
export interface RunningSums {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

/** Adds up counts, and counts times values, bin by bin. Exact for integers. */
export function runningSums({ counts, centers }: Histogram): RunningSums {
  const running = { counts: new Float64Array(counts.length), sums: new Float64Array(counts.length) };
  for (let i = 0, count = 0, sum = 0; i < counts.length; i++) {
    count += counts[i]!;
    sum += counts[i]! * centers[i]!;
    running.counts[i] = count;
    running.sums[i] = sum;
  }
  return running;
}

/** Number and mean of the values up to each bin but the last, and of those above. */
export interface ClassMeans {
  readonly below: { readonly count: number; readonly mean: number };
  readonly above: { readonly count: number; readonly mean: number };
}

/** The two classes that a threshold at bin `i` makes. */
export function classMeans({ counts, sums }: RunningSums, i: number): ClassMeans {
  const all = counts.length - 1;
  const above = counts[all]! - counts[i]!;
  return {
    below: { count: counts[i]!, mean: sums[i]! / counts[i]! },
    above: { count: above, mean: (sums[all]! - sums[i]!) / above },
  };
}
