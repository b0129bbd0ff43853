import { extname } from 'node:path';
import { DataError, OptionError } from '@cv/tensor/errors';
import { readCsv } from './read-csv.ts';
import { readJsonl } from './read-jsonl.ts';
import { readNpy } from './read-npy.ts';
import type { ScoreTable } from './score-table.ts';

/**
 * Labels and scores of a file, by its name: CSV, JSON lines or NumPy.
 *
 * @throws DataError for a file that cannot be read or a row that does not fit; it names the line
 */
export async function readScores(file: string, labels: string | undefined): Promise<ScoreTable> {
  const kind = extname(file).toLowerCase();
  if (labels !== undefined && kind !== '.npy') {
    throw new OptionError(`--labels is for .npy files; ${file} holds its labels itself`, { path: file });
  }
  try {
    if (kind === '.npy') return await readNpy(file, labels);
    if (kind === '.jsonl' || kind === '.ndjson') return await readJsonl(file);
    if (kind === '.csv' || kind === '.tsv' || kind === '.txt') return await readCsv(file);
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new DataError(`${file} cannot be read (${cause.message})`, { path: file }, { cause });
  }
  throw new DataError(`${file}: unknown kind of file; expected .csv, .tsv, .jsonl or .npy`, { path: file });
}
