import { type Label, requireLabels } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';

/** How often each pair of regions meets: a sparse table, and its sums. */
export interface Contingency {
  /** Samples that are counted. */
  readonly total: number;
  /** Sizes of the regions of the first list. */
  readonly rows: readonly number[];
  /** Sizes of the regions of the second list. */
  readonly columns: readonly number[];
  /** Pairs that occur: row, column and count. */
  readonly cells: readonly (readonly [row: number, column: number, count: number])[];
}

/**
 * Counts which labels meet where. Samples whose label in the first list is ignored are left out.
 *
 * @throws MetricError for no samples, lists of different length, or labels that are neither whole numbers nor names
 */
export function contingency(
  where: string,
  first: ArrayLike<Label>,
  second: ArrayLike<Label>,
  ignoreLabels: readonly Label[] = [],
): Contingency {
  requireSamples(where, { first, second });
  const ignored = new Set(ignoreLabels);
  const [rowOf, columnOf] = [new Map<Label, number>(), new Map<Label, number>()];
  const [rows, columns]: [number[], number[]] = [[], []];
  const counts: Map<number, number>[] = [];
  let total = 0;
  for (let i = 0; i < first.length; i++) {
    if (ignored.has(first[i]!)) continue;
    const row = place(rowOf, rows, first[i]!);
    const column = place(columnOf, columns, second[i]!);
    if (row === counts.length) counts.push(new Map());
    const cells = counts[row]!;
    cells.set(column, (cells.get(column) ?? 0) + 1);
    total += 1;
  }
  if (total === 0) throw new MetricError(`${where}: all samples are ignored; expected one that is not`);
  requireLabels(where, 'first', [...rowOf.keys()]);
  requireLabels(where, 'second', [...columnOf.keys()]);
  return { total, rows, columns, cells: counts.flatMap((cells, i) => [...cells].map(([j, n]) => [i, j, n] as const)) };
}

/** The index of a label, counted. */
function place(indices: Map<Label, number>, sizes: number[], label: Label): number {
  let index = indices.get(label);
  if (index === undefined) {
    index = sizes.length;
    indices.set(label, index);
    sizes.push(0);
  }
  sizes[index]! += 1;
  return index;
}
