import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { columnFault, rowError, ScoreRows, type ScoreTable } from './score-table.ts';

/**
 * Labels and scores of a file with a JSON object a line: `{ "label", "score" }`, `{ "label", "score_a", "score_b" }` or
 * `{ "label", "scores": { "a", "b" } }`.
 *
 * @throws DataError with the line for a row that does not fit
 */
export async function readJsonl(file: string): Promise<ScoreTable> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let line = 0;
  let rows: ScoreRows | undefined;
  let classes: readonly string[] = [];
  for await (const text of lines) {
    line += 1;
    const bare = line === 1 ? text.replace(/^\u{feff}/u, '') : text;
    if (bare.trim() === '') continue;
    const { label, scores } = parsedRow(bare, { file, line });
    if (rows === undefined) {
      classes = Object.keys(scores).filter((name) => name !== '');
      const fault = columnFault(classes);
      if (fault !== undefined) throw rowError({ file, line }, fault);
      rows = new ScoreRows(file, classes);
    }
    const names = Object.keys(scores).filter((name) => name !== '');
    const other = names.find((name) => !classes.includes(name));
    if (other !== undefined) throw rowError({ file, line }, `a score of ${other}, which the first row has not`);
    rows.add(line, label, classes.length === 0 ? [scores['']] : classes.map((name) => scores[name]));
  }
  return (rows ?? new ScoreRows(file, [])).table();
}

interface Row {
  readonly label: string;
  /** By class; under an empty name when there is but one. */
  readonly scores: Readonly<Record<string, unknown>>;
}

function parsedRow(text: string, place: { readonly file: string; readonly line: number }): Row {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw rowError(place, `no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw rowError(place, 'expected an object with label and score');
  }
  const { label, scores, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof label !== 'string' && typeof label !== 'number') {
    throw rowError(place, `label is ${JSON.stringify(label) ?? 'missing'}; expected a name or a whole number`);
  }
  if (typeof scores === 'object' && scores !== null) return { label: String(label), scores: { ...scores } };
  const several = Object.entries(rest).flatMap(([name, score]) =>
    name.startsWith('score_') ? [[name.slice('score_'.length), score] as const] : [],
  );
  if (several.length > 0) return { label: String(label), scores: Object.fromEntries(several) };
  return { label: String(label), scores: { '': rest.score } };
}
