import { textTable } from '../terminal/text-table.ts';

/**
 * The numbers of pictures for people: a line for each number of one file, a table with a row for each of several. Lists are shortened.
 *
 * @returns empty where there are none
 */
export function numbersText(
  done: readonly { readonly file: string; readonly numbers: Readonly<Record<string, unknown>> }[],
  single: boolean,
): string {
  const names = [...new Set(done.flatMap(({ numbers }) => Object.keys(numbers)))];
  if (names.length === 0) return '';
  if (single) return textTable(names.map((name) => [name, valueText(done[0]!.numbers[name])]));
  const rows = done.map(({ file, numbers }) => [file, ...names.map((name) => valueText(numbers[name]))]);
  return textTable([['file', ...names], ...rows]);
}

const SHOWN = 8;

function valueText(value: unknown): string {
  if (value === undefined || value === null) return '-';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (Array.isArray(value)) {
    if (isRecord(value[0])) return `${value.length} (all with --json)`;
    const shown = value.slice(0, SHOWN).map(valueText).join(' ');
    return value.length > SHOWN ? `${shown} ... (${value.length}; all with --json)` : shown;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
