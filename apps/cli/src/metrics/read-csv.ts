import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { columnFault, rowError, ScoreRows, type ScoreTable } from './score-table.ts';

/** A row, and the line on which it ends. */
interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Which columns hold what. */
interface Header {
  readonly label: number;
  readonly scores: readonly number[];
  readonly classes: readonly string[];
  readonly width: number;
}

/**
 * Labels and scores of a CSV file: `label,score`, or `label,score_a,score_b,...`; other columns are left alone. Commas, semicolons or
 * tabs.
 *
 * @throws DataError with the line for a row that does not fit
 */
export async function readCsv(file: string): Promise<ScoreTable> {
  const parser = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    delimiter: [',', ';', '\t'],
  });
  // An error of either ends the loop below.
  pipeline(createReadStream(file), parser, () => undefined);
  let header: Header | undefined;
  let rows: ScoreRows | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      const place = { file, line: info.lines };
      if (header === undefined || rows === undefined) {
        header = headerOf(record, place);
        rows = new ScoreRows(file, header.classes);
        continue;
      }
      if (record.length !== header.width) {
        throw rowError(place, `${record.length} fields; the header has ${header.width}`);
      }
      rows.add(
        info.lines,
        record[header.label]!,
        header.scores.map((column) => record[column]),
      );
    }
  } catch (error) {
    if (error instanceof CsvError) throw rowError({ file, line: Number(error.lines ?? 0) }, error.message);
    throw error;
  }
  return (rows ?? new ScoreRows(file, [])).table();
}

function headerOf(names: readonly string[], place: { readonly file: string; readonly line: number }): Header {
  const lower = names.map((name) => name.toLowerCase());
  const label = lower.indexOf('label');
  const single = lower.indexOf('score');
  const several = lower.flatMap((name, i) => (name.startsWith('score_') ? [i] : []));
  const found = `found ${names.map((name) => JSON.stringify(name)).join(', ')}`;
  if (label < 0 || (single < 0 && several.length === 0)) {
    throw rowError(place, `expected a header with label and score, or label, score_a, score_b, ...; ${found}`);
  }
  if (single >= 0 && several.length > 0) throw rowError(place, `both score and score_<class>; ${found}`);
  const classes = several.map((i) => names[i]!.slice('score_'.length));
  const fault = columnFault(classes);
  if (fault !== undefined) throw rowError(place, fault);
  return { label, scores: single >= 0 ? [single] : several, classes, width: names.length };
}
