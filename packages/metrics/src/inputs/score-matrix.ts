import { MetricError } from '../metric-error.ts';
import { distinctLabels, indexOfLabels, type Label } from './labels.ts';

/** Scores of each sample (row) for each class (column), `[N][K]`; rows may be views into one flat array. */
export type ScoreMatrix = ArrayLike<ArrayLike<number>>;

/** Whether there is a row of numbers for each sample, not a number. */
export function isMatrix<T extends Label>(list: ArrayLike<T> | ArrayLike<ArrayLike<number>>): list is ScoreMatrix {
  return list.length > 0 && typeof list[0] === 'object';
}

/**
 * Number of columns.
 *
 * @throws MetricError when rows differ in length or a score is not finite
 */
export function requireScoreMatrix(where: string, name: string, matrix: ScoreMatrix): number {
  const columns = matrix[0]!.length;
  for (let i = 0; i < matrix.length; i++) {
    const row = matrix[i]!;
    if (typeof row !== 'object' || row.length !== columns) {
      throw new MetricError(`${where}: ${name}[${i}] has ${row?.length} values, the first row has ${columns}`, {
        index: i,
      });
    }
    for (let j = 0; j < columns; j++) {
      if (Number.isFinite(row[j])) continue;
      throw new MetricError(`${where}: ${name}[${i}][${j}] is ${row[j]}; expected a finite number`, { index: i });
    }
  }
  return columns;
}

/** @throws MetricError at the first score that is not finite */
export function requireScores(where: string, name: string, scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (Number.isFinite(scores[i])) continue;
    const shown = typeof scores[i] === 'object' ? 'a list' : String(scores[i]);
    throw new MetricError(`${where}: ${name}[${i}] is ${shown}; expected a finite number`, { index: i });
  }
}

/** @throws MetricError at the first number outside 0..1 */
export function requireProbabilities(where: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0 && values[i]! <= 1) continue;
    throw new MetricError(`${where}: ${name}[${i}] is ${values[i]}; expected a probability, 0..1`, { index: i });
  }
}

/**
 * Column of each sample's true class.
 *
 * @param labels classes in the order of the columns; the sorted classes of `yTrue` by default
 * @throws MetricError when the number of classes is not that of the columns, or a class has no column
 */
export function columnsOfLabels(
  where: string,
  yTrue: ArrayLike<Label>,
  { columns, labels }: { readonly columns: number; readonly labels?: readonly Label[] | undefined },
): { readonly column: Int32Array; readonly classes: readonly Label[] } {
  const classes = labels ?? distinctLabels(where, { yTrue });
  const index = indexOfLabels(where, classes);
  if (classes.length !== columns) {
    throw new MetricError(
      `${where}: ${columns} columns of scores, ${classes.length} classes; expected a column for each (name those that yTrue lacks by \`labels\`)`,
      { classes, columns },
    );
  }
  const column = Int32Array.from({ length: yTrue.length }, (_, i) => {
    const found = index.get(yTrue[i]!);
    if (found !== undefined) return found;
    throw new MetricError(`${where}: yTrue[${i}] is ${String(yTrue[i])}, which is not in labels`, { index: i });
  });
  return { column, classes };
}
