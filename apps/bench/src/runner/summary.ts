/** Where the values of a series lie. */
export interface Summary {
  readonly count: number;
  readonly min: number;
  /** Lower quartile. */
  readonly q1: number;
  readonly median: number;
  /** Upper quartile. */
  readonly q3: number;
  readonly max: number;
}

/** @param sorted ascending, not empty */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}

/**
 * Median, quartiles and extremes.
 *
 * @param values at least one
 * @source Hyndman and Fan 1996, definition 7 (linear between the values; NumPy's default)
 */
export function summarise(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, q1, median, q3, max] = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share));
  return { count: sorted.length, min: min!, q1: q1!, median: median!, q3: q3!, max: max! };
}
