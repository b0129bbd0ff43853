import { distinctLabels, type Label, requireSameLength } from './labels.ts';
import { MetricError } from './metric-error.ts';

/** Counts (or shares) of samples by true class (row) and predicted class (column). */
export interface ConfusionMatrix {
  /** Classes in the order of rows and columns. */
  readonly labels: readonly Label[];
  /** `matrix[i][j]`: samples of class `labels[i]` that were taken for `labels[j]`. */
  readonly matrix: readonly (readonly number[])[];
}

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** Classes to count, in this order; all that occur, sorted, by default. Samples of other classes are left out. */
  readonly labels?: readonly Label[];
  /** Weight of each sample, `[N]`. */
  readonly sampleWeight?: ArrayLike<number>;
  /** Divide by the row's sum (`true`), the column's (`pred`) or the total (`all`); an empty divisor gives 0. */
  readonly normalize?: 'true' | 'pred' | 'all';
}

/**
 * Confusion matrix C with C[i][j] = weight of the samples whose true class is i and whose predicted class is j.
 *
 * @param yTrue true labels, `[N]`
 * @param yPred predicted labels, `[N]`
 * @throws MetricError when the lists differ in length, `labels` is empty or has doubles, or none of them is in `yTrue`
 * @source sklearn.metrics.confusion_matrix
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
  const classes = labels ?? distinctLabels(yTrue, yPred);
  const index = new Map(classes.map((label, i) => [label, i]));
  if (labels !== undefined) requireUsable(labels, index, yTrue);
  const matrix = classes.map(() => Array<number>(classes.length).fill(0));
  for (let i = 0; i < yTrue.length; i++) {
    const row = index.get(yTrue[i]!);
    const column = index.get(yPred[i]!);
    if (row !== undefined && column !== undefined) matrix[row]![column]! += sampleWeight?.[i] ?? 1;
  }
  return { labels: classes, matrix: normalize === undefined ? matrix : normalized(matrix, normalize) };
}

function requireUsable(labels: readonly Label[], index: ReadonlyMap<Label, number>, yTrue: ArrayLike<Label>): void {
  if (labels.length === 0) throw new MetricError('confusionMatrix: labels is empty; expected at least one class');
  if (index.size !== labels.length) throw new MetricError('confusionMatrix: labels has the same class twice');
  if (yTrue.length > 0 && !Array.from(yTrue).some((label) => index.has(label))) {
    throw new MetricError('confusionMatrix: none of the classes in labels is in yTrue; expected at least one');
  }
}

function normalized(matrix: readonly number[][], by: 'true' | 'pred' | 'all'): number[][] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const rows = matrix.map(sum);
  const columns = matrix.map((_, j) => sum(matrix.map((row) => row[j]!)));
  const total = sum(rows);
  return matrix.map((row, i) =>
    row.map((value, j) => {
      const divisor = by === 'true' ? rows[i]! : by === 'pred' ? columns[j]! : total;
      return divisor === 0 ? 0 : value / divisor;
    }),
  );
}
