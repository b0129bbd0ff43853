import { MetricError } from '../metric-error.ts';

/** Several classes a sample: 1 where the class (column) holds for the sample (row), else 0, `[N][K]`. */
export type Indicators = ArrayLike<ArrayLike<number>>;

/**
 * Number of columns.
 *
 * @throws MetricError when rows differ in length or a value is neither 0 nor 1
 */
export function requireIndicators(where: string, name: string, rows: Indicators): number {
  const columns = rows[0]!.length;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (typeof row !== 'object' || row.length !== columns) {
      throw new MetricError(`${where}: ${name}[${i}] has ${row?.length} values, the first row has ${columns}`, {
        index: i,
      });
    }
    for (let j = 0; j < columns; j++) {
      if (row[j] === 0 || row[j] === 1) continue;
      throw new MetricError(`${where}: ${name}[${i}][${j}] is ${row[j]}; expected 0 or 1`, { index: i });
    }
  }
  return columns;
}
