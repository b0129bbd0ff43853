import type { Label } from '../inputs/labels.ts';
import {
  columnsOfLabels,
  isMatrix,
  requireProbabilities,
  requireScoreMatrix,
  type ScoreMatrix,
} from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';

/** Probabilities of classes, however they were given. */
export interface ClassProbabilities {
  readonly columns: number;
  /** Probability that sample `i` was given to be of the class of column `k`. */
  readonly probability: (i: number, k: number) => number;
  /** Column of each sample's true class. */
  readonly column: Int32Array;
}

/** How far a row's sum may be from 1: float32 softmax over many classes is within. */
const SUM_TOLERANCE = 1e-3;

/**
 * One list holds the probabilities of the second of two classes.
 *
 * @throws MetricError for numbers outside 0..1, rows that do not sum to 1, or columns that are not the classes
 */
export function classProbabilities(
  where: string,
  yTrue: ArrayLike<Label>,
  { yProba, labels }: { readonly yProba: ScoreMatrix | ArrayLike<number>; readonly labels: readonly Label[] },
): ClassProbabilities {
  if (!isMatrix(yProba)) {
    const list = yProba as ArrayLike<number>; // isMatrix has looked at the first element
    requireProbabilities(where, 'yProba', list);
    const { column } = columnsOfLabels(where, yTrue, { columns: 2, labels });
    return { columns: 2, column, probability: (i, k) => (k === 1 ? list[i]! : 1 - list[i]!) };
  }
  const columns = requireScoreMatrix(where, 'yProba', yProba);
  for (let i = 0; i < yProba.length; i++) requireDistribution(where, yProba[i]!, i);
  const { column } = columnsOfLabels(where, yTrue, { columns, labels });
  return { columns, column, probability: (i, k) => yProba[i]![k]! };
}

/** @throws MetricError unless a row is a probability distribution */
export function requireDistribution(where: string, row: ArrayLike<number>, index: number): void {
  requireProbabilities(where, `yProba[${index}]`, row);
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += row[k]!;
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return;
  throw new MetricError(`${where}: yProba[${index}] sums to ${sum}; expected probabilities, which sum to 1`, { index });
}
