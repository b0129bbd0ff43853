import ansis from 'ansis';
import { formatCount, formatShare } from './numbers.ts';
import { textTable } from './text-table.ts';

/**
 * A confusion matrix for people: rows are true classes with their recall, columns what was predicted; zeros are dots.
 *
 * @param confusion square, counts
 * @param classes their names
 */
export function confusionText(confusion: readonly (readonly number[])[], classes: readonly string[]): string {
  const head = ['true \\ predicted', ...classes, 'recall'];
  const rows = confusion.map((row, i) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    const cells = row.map((n, j) => cellText(n, i === j));
    return [classes[i]!, ...cells, total === 0 ? '-' : formatShare(row[i]! / total)];
  });
  return textTable([head, ...rows], ['left', ...head.slice(1).map(() => 'right' as const)]);
}

function cellText(count: number, right: boolean): string {
  if (count === 0) return ansis.dim('·');
  return right ? ansis.green(formatCount(count)) : ansis.yellow(formatCount(count));
}
