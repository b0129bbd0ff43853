import type { Label } from '../inputs/labels.ts';
import { contingency } from './contingency.ts';

/**
 * How well the regions of a true segmentation are covered by those of another one: the overlap (intersection over union) of each true region with the
 * region that fits it best, weighted by its pixels, `1/N * sum of |R| * max IoU(R, R')`. Higher is better, 0..1; the names of regions do not matter, but
 * which list is which does.
 *
 * @param yTrue true regions, `[N]`; a label map row after row
 * @param yPred predicted regions, `[N]`
 * @throws MetricError for no samples, lists of different length, or labels that are neither whole numbers nor names
 * @source Arbelaez, Maire, Fowlkes, Malik 2011: Contour detection and hierarchical image segmentation, section 3.1.3
 * @example
 * ```ts
 * segmentationCovering([0, 0, 1, 1], [0, 0, 1, 2]); // 0.75
 * ```
 */
export function segmentationCovering(yTrue: ArrayLike<Label>, yPred: ArrayLike<Label>): number {
  const { total, rows, columns, cells } = contingency('segmentationCovering', yTrue, yPred);
  const best = new Float64Array(rows.length);
  for (const [row, column, count] of cells) {
    best[row] = Math.max(best[row]!, count / (rows[row]! + columns[column]! - count));
  }
  return rows.reduce((sum, pixels, row) => sum + pixels * best[row]!, 0) / total;
}
