import { readFile } from 'node:fs/promises';
import { DataError } from '@cv/tensor/errors';
import { decodeNpy, type NpyArray } from './npy-array.ts';
import { ScoreRows, type ScoreTable } from './score-table.ts';

/**
 * Labels and scores of NumPy arrays: scores `[N]` or `[N, K]` with the labels `[N]` of another file, or one array with the label in its
 * first column, as in CSV. Classes are 0 .. K - 1.
 *
 * @throws DataError naming the row ("line") for what does not fit
 */
export async function readNpy(file: string, labelsFile: string | undefined): Promise<ScoreTable> {
  const array = decodeNpy(file, await readFile(file));
  if (labelsFile === undefined) {
    if (array.columns < 2) {
      throw new DataError(`${file}: scores alone; expected labels in the first column, or --labels <file.npy>`, {
        path: file,
      });
    }
    return tableOf(file, array, { column: (row) => array.values[row * array.columns]!, first: 1 });
  }
  const labels = decodeNpy(labelsFile, await readFile(labelsFile));
  if (labels.columns !== 1 || labels.rows !== array.rows) {
    throw new DataError(
      `${labelsFile}: ${labels.rows} x ${labels.columns} labels for ${array.rows} rows of scores; expected one each`,
      { path: labelsFile },
    );
  }
  return tableOf(file, array, { column: (row) => labels.values[row]!, first: 0 });
}

function tableOf(
  file: string,
  { rows, columns, values }: NpyArray,
  { column, first }: { readonly column: (row: number) => number; readonly first: number },
): ScoreTable {
  const width = columns - first;
  const gathered = new ScoreRows(file, width === 1 ? [] : Array.from({ length: width }, (_, k) => String(k)));
  for (let row = 0; row < rows; row++) {
    const label = column(row);
    if (!Number.isInteger(label)) {
      throw new DataError(`${file}, row ${row}: label is ${label}; expected a whole number`, { path: file, row });
    }
    gathered.add(row + 1, String(label), [...values.subarray(row * columns + first, (row + 1) * columns)]);
  }
  return gathered.table();
}
