import type { Label } from '../inputs/labels.ts';
import { contingency } from './contingency.ts';

/** The two parts of the variation of information, in bits; lower is better. */
export interface VariationOfInformation {
  /** H(predicted | true): what was split up. */
  readonly overSegmentation: number;
  /** H(true | predicted): what was merged. */
  readonly underSegmentation: number;
  /** Their sum. */
  readonly total: number;
}

/**
 * Variation of information, VI = H(predicted | true) + H(true | predicted), in bits. Lower is better; 0 for equal partitions,
 * whatever their labels.
 *
 * @param yTrue true regions, `[N]`; a label map row after row
 * @param yPred predicted regions, `[N]`
 * @param options.ignoreLabels regions of `yTrue` that are left out. Default none
 * @throws MetricError for no samples, lists of different length, or labels that are neither whole numbers nor names
 * @source skimage.metrics.variation_of_information, which returns the first two as a list; Meila, "Comparing clusterings", 2007
 * @example
 * ```ts
 * variationOfInformation([0, 0, 1, 1], [0, 0, 1, 2]).overSegmentation; // 0.5
 * ```
 */
export function variationOfInformation(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { ignoreLabels = [] }: { readonly ignoreLabels?: readonly Label[] | undefined } = {},
): VariationOfInformation {
  const { total, rows, columns, cells } = contingency('variationOfInformation', yTrue, yPred, ignoreLabels);
  let [over, under] = [0, 0];
  for (const [row, column, count] of cells) {
    over += (count / total) * Math.log2(rows[row]! / count);
    under += (count / total) * Math.log2(columns[column]! / count);
  }
  return { overSegmentation: over, underSegmentation: under, total: over + under };
}
