/** Places across a chart that are told apart, finer than a pixel. */
const COLUMNS = 1000;

/** A point of a curve. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A curve with no more points than can be seen: of those in a column of the drawing, the first, the lowest, the highest and the last.
 * Points that are not finite are left out.
 *
 * @param x rising or falling
 * @returns in the order of the curve
 * @source Jugel et al., "M4: a visualization-oriented time series data aggregation", 2014
 */
export function thinCurve(x: ArrayLike<number>, y: ArrayLike<number>): Point[] {
  const finite = Array.from(x, (_, i) => i).filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  if (finite.length <= 2 * COLUMNS) return finite.map((i) => ({ x: x[i]!, y: y[i]! }));
  const [first, last] = [x[finite[0]!]!, x[finite.at(-1)!]!];
  const column = (i: number): number => Math.floor((COLUMNS * (x[i]! - first)) / (last - first || 1));
  const kept: number[] = [];
  for (let start = 0; start < finite.length; ) {
    let end = start;
    let [low, high] = [start, start];
    for (; end < finite.length && column(finite[end]!) === column(finite[start]!); end++) {
      if (y[finite[end]!]! < y[finite[low]!]!) low = end;
      if (y[finite[end]!]! > y[finite[high]!]!) high = end;
    }
    kept.push(...new Set([start, low, high, end - 1].sort((a, b) => a - b)));
    start = end;
  }
  return kept.map((k) => ({ x: x[finite[k]!]!, y: y[finite[k]!]! }));
}
