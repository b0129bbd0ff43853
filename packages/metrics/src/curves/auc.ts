import { requireSameLength } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';

/**
 * Area under a curve of points by the trapezoidal rule: sum((x_i+1 - x_i) (y_i + y_i+1) / 2). Whether higher is better depends on
 * the curve. For a precision-recall curve the straight lines between points are too kind: see `averagePrecision`.
 *
 * @param x rising or falling, `[N]`, at least two points
 * @param y `[N]`
 * @throws MetricError for less than two points, lists of different length, or `x` that goes up and down
 * @source sklearn.metrics.auc
 * @example
 * ```ts
 * auc([0, 0.5, 1], [0, 1, 1]); // 0.75
 * ```
 */
export function auc(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requireSameLength('auc', { x, y });
  if (x.length < 2) throw new MetricError(`auc: ${x.length} points; expected at least 2`);
  let [area, up, down] = [0, -1, -1];
  for (let i = 1; i < x.length; i++) {
    const step = x[i]! - x[i - 1]!;
    if (step > 0) up = i;
    if (step < 0) down = i;
    area += (step * (y[i]! + y[i - 1]!)) / 2;
  }
  if (up !== -1 && down !== -1) {
    throw new MetricError(`auc: x rises before ${up} and falls before ${down}; expected one direction`, { up, down });
  }
  return down === -1 ? area : -area;
}
