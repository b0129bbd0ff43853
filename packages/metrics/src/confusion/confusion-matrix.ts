import { distinctLabels, indexOfLabels, type Label, requireLabels } from '../inputs/labels.ts';
import { requireSameLength } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions } from '../inputs/sample-weight.ts';
import { MetricError } from '../metric-error.ts';

/** Counts (or shares) of samples by true class (row) and predicted class (column). */
export interface ConfusionMatrix {
  /** Classes in the order of rows and columns. */
  readonly labels: readonly Label[];
  /** `matrix[i][j]`: samples of class `labels[i]` that were taken for `labels[j]`. */
  readonly matrix: readonly (readonly number[])[];
}

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions extends WeightOptions {
  /** Classes to count, in this order; all that occur, sorted, by default. Samples of other classes are left out. */
  readonly labels?: readonly Label[] | undefined;
  /** Divide by the row's sum (`true`), the column's (`pred`) or the total (`all`); an empty divisor gives 0. */
  readonly normalize?: 'true' | 'pred' | 'all' | undefined;
}

/**
 * Confusion matrix C with C[i][j] = weight of the samples whose true class is i and whose predicted class is j. The better, the
 * more stands on the diagonal.
 *
 * @param yTrue true labels, `[N]`
 * @param yPred predicted labels, `[N]`
 * @returns zeros (or nothing, without `labels`) for no samples
 * @throws MetricError when the lists differ in length, `labels` is empty or has doubles, none of them is in `yTrue`, or weights
 *   are bad
 * @source sklearn.metrics.confusion_matrix, which refuses no samples
 * @example
 * ```ts
 * confusionMatrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]).matrix; // [[2, 0, 0], [0, 0, 1], [1, 0, 2]]
 * ```
 */
export function confusionMatrix(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { labels, sampleWeight, normalize }: ConfusionMatrixOptions = {},
): ConfusionMatrix {
  requireSameLength('confusionMatrix', { yTrue, yPred, sampleWeight });
  requireWeights('confusionMatrix', sampleWeight);
  if (!(normalize === undefined || ['true', 'pred', 'all'].includes(normalize))) {
    throw new MetricError(`confusionMatrix: normalize is '${String(normalize)}'; expected true, pred or all`);
  }
  const classes = labels ?? distinctLabels('confusionMatrix', { yTrue, yPred });
  if (classes.length === 0 && labels === undefined) return { labels: [], matrix: [] };
  const index = indexOfLabels('confusionMatrix', classes);
  if (labels !== undefined) requireUsable(index, { yTrue, yPred });
  const matrix = classes.map(() => Array<number>(classes.length).fill(0));
  for (let i = 0; i < yTrue.length; i++) {
    const row = index.get(yTrue[i]!);
    const column = index.get(yPred[i]!);
    if (row !== undefined && column !== undefined) {
      matrix[row]![column]! += sampleWeight === undefined ? 1 : sampleWeight[i]!;
    }
  }
  return { labels: classes, matrix: normalize === undefined ? matrix : normalized(matrix, normalize) };
}

function requireUsable(
  index: ReadonlyMap<Label, number>,
  lists: Readonly<Record<'yTrue' | 'yPred', ArrayLike<Label>>>,
) {
  const { yTrue, yPred } = lists;
  requireLabels('confusionMatrix', 'yTrue', yTrue);
  requireLabels('confusionMatrix', 'yPred', yPred);
  for (let i = 0; i < yTrue.length; i++) if (index.has(yTrue[i]!)) return;
  if (yTrue.length === 0) return;
  throw new MetricError('confusionMatrix: none of the classes in labels is in yTrue; expected at least one');
}

function normalized(matrix: readonly number[][], by: 'true' | 'pred' | 'all'): number[][] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const rows = matrix.map(sum);
  const columns = matrix.map((_, j) => matrix.reduce((total, row) => total + row[j]!, 0));
  const total = sum(rows);
  return matrix.map((row, i) =>
    row.map((value, j) => {
      const divisor = by === 'true' ? rows[i]! : by === 'pred' ? columns[j]! : total;
      return divisor === 0 ? 0 : value / divisor;
    }),
  );
}
