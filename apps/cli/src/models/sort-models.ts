import type { ModelFacts } from './model-facts.ts';

/** What the table can be sorted by. */
export const sortKeys = ['id', 'params', 'macs', 'activations', 'memory', 'top1', 'ms'] as const;

/** A column. */
export type SortKey = (typeof sortKeys)[number];

/** A line of the table, and how long a prediction took. */
export interface MeasuredModel extends ModelFacts {
  /** Median time of a batch, milliseconds; null where it was not or could not be measured. */
  readonly ms: number | null;
}

/** Sorts by a column: names from a to z, accuracies from the best down, everything else from the smallest up; what is unknown comes last. */
export function sortModels(rows: readonly MeasuredModel[], key: SortKey): MeasuredModel[] {
  if (key === 'id') return rows.toSorted((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
  const value = (row: MeasuredModel): number => {
    const { params, macs } = row.entry;
    const found = { params, macs, activations: row.activations, memory: row.memoryBytes, top1: row.top1, ms: row.ms }[
      key
    ];
    if (found === null) return Number.POSITIVE_INFINITY;
    return key === 'top1' ? -found : found;
  };
  return rows.toSorted((a, b) => value(a) - value(b));
}
