import type { Label } from '@cv/metrics';
import { DataError } from '@cv/tensor/errors';

/** Labels and scores of a file. */
export interface ScoreTable {
  /** Numbers when all are whole ones, else names, `[N]`. */
  readonly labels: readonly Label[];
  /** Names of the classes that have a column each; empty when there is one column of scores for the positive class. */
  readonly classes: readonly string[];
  /** One list for each column, `[N]`. */
  readonly scores: readonly Float64Array[];
}

/** Where a row stands, for messages. */
export interface Place {
  readonly file: string;
  /** 1 is the first. */
  readonly line: number;
}

/** @returns an error that names the file and the line */
export function rowError({ file, line }: Place, what: string): DataError {
  return new DataError(`${file}, line ${line}: ${what}`, { path: file, line });
}

/** Gathers rows and checks each. */
export class ScoreRows {
  readonly #file: string;
  readonly #classes: readonly string[];
  readonly #labels: string[] = [];
  readonly #scores: number[][];

  /** @param classes names of the columns of scores; empty for a single one */
  constructor(file: string, classes: readonly string[]) {
    this.#file = file;
    this.#classes = classes;
    this.#scores = Array.from({ length: Math.max(1, classes.length) }, () => []);
  }

  /** @throws DataError with the line for a label that is missing or has no column, or a score that is no finite number */
  add(line: number, label: string, scores: readonly unknown[]): void {
    const place = { file: this.#file, line };
    if (label === '') throw rowError(place, 'the label is empty');
    if (this.#classes.length > 0 && !this.#classes.includes(label)) {
      throw rowError(place, `label ${JSON.stringify(label)} has no score; there are ${this.#classes.join(', ')}`);
    }
    for (const [k, value] of scores.entries()) {
      const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof score !== 'number' || !Number.isFinite(score)) {
        const name = this.#classes.length === 0 ? 'score' : `score_${this.#classes[k]}`;
        throw rowError(place, `${name} is ${JSON.stringify(value) ?? 'missing'}; expected a number`);
      }
      this.#scores[k]!.push(score);
    }
    this.#labels.push(label);
  }

  /** @throws DataError for no rows */
  table(): ScoreTable {
    if (this.#labels.length === 0)
      throw new DataError(`${this.#file}: no rows; expected labels and scores`, { path: this.#file });
    const isWhole = this.#labels.every((label) => /^-?\d{1,15}$/.test(label));
    return {
      labels: isWhole ? this.#labels.map(Number) : this.#labels,
      classes: this.#classes,
      scores: this.#scores.map((column) => Float64Array.from(column)),
    };
  }
}

/** What is wrong with the names of the columns, or undefined. */
export function columnFault(classes: readonly string[]): string | undefined {
  if (classes.length === 1)
    return `one class alone has a score, ${classes[0]}; expected a column "score", or two or more of "score_<class>"`;
  const twice = classes.find((name, i) => classes.indexOf(name) !== i);
  return twice === undefined ? undefined : `score_${twice} is there twice`;
}
