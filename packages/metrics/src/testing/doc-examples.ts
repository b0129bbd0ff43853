import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example from a doc comment. */
export interface DocExample {
  /** File and number within it. */
  readonly title: string;
  readonly code: string;
}

/** All examples in the doc comments of a folder's sources. */
export function docExamples(folder: string): DocExample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.startsWith('testing'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return [...text.matchAll(/\* @example\n \* ```ts\n([\s\S]*?) \* ```/g)].map(([, block], i) => ({
        title: `${file} ${i + 1}`,
        code: block!.replaceAll(/^ \* ?/gm, ''),
      }));
    });
}

/**
 * An example as a function that checks what it promises: `expression; // value` becomes `check(expression, value)`.
 *
 * @returns TypeScript, with `check` left to whoever calls it
 */
export function checkedExample({ title, code }: DocExample): string {
  const body = code.replaceAll(/^(?!const |let )(.+); \/\/ (.+)$/gm, 'check($1, () => ($2));');
  return `${JSON.stringify(title)}: async (check: (actual: unknown, expected: () => unknown) => void): Promise<void> => {\n${body}}`;
}
