import Table from 'cli-table3';

const none = '';
const borderless = {
  top: none,
  'top-mid': none,
  'top-left': none,
  'top-right': none,
  bottom: none,
  'bottom-mid': none,
  'bottom-left': none,
  'bottom-right': none,
  left: none,
  'left-mid': none,
  mid: none,
  'mid-mid': none,
  right: none,
  'right-mid': none,
  middle: '  ',
};

/** Side of a column on which its texts stand. */
export type Align = 'left' | 'right';

/**
 * Rows in columns, without lines, so that other programs can read them too.
 *
 * @param rows the first is the head
 * @param align for each column; left without
 * @returns lines without trailing spaces
 */
export function textTable(rows: readonly (readonly string[])[], align: readonly Align[] = []): string {
  const table = new Table({
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: [...align],
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
