import type { Contingency } from './contingency.ts';

/** Ordered pairs of samples, by whether they are in one region. */
export interface PairCounts {
  /** In one region in both lists. */
  readonly together: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly apart: number;
}

/** Pairs of a table, counted without going through them. */
export function pairCounts({ total, rows, columns, cells }: Contingency): PairCounts {
  const squares = (sizes: readonly number[]): number => sizes.reduce((sum, n) => sum + n * n, 0);
  const both = squares(cells.map(([, , n]) => n));
  const [first, second] = [squares(rows), squares(columns)];
  return {
    together: both - total,
    onlyFirst: first - both,
    onlySecond: second - both,
    apart: total * total - first - second + both,
  };
}
