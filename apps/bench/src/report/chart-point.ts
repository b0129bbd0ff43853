import { number } from './cells.ts';
import type { Report } from './report.ts';

/** A ratio in the chart. */
export interface ChartPoint {
  readonly work: string;
  readonly peer: string;
  readonly ratio: number;
  readonly q1: number;
  readonly q3: number;
  /** The ratio as it is written beside the point. */
  readonly text: string;
  /** What a screen reader says of it. */
  readonly label: string;
}

/** One point for each row of the report. */
export function chartPoints({ rows }: Report): ChartPoint[] {
  return rows.map(({ work, peerName: peer, ratio, ratioRange: { q1, q3 } }) => {
    const label = `${work}: ours / ${peer} is ${number(ratio)}, quartiles ${number(q1)} to ${number(q3)}`;
    return { work, peer, ratio, q1, q3, text: number(ratio), label };
  });
}
