import { fileURLToPath } from 'node:url';
import type { ContestantCommand } from './contestant-process.ts';

/**
 * A script of this package's `python` folder as a contestant.
 *
 * @param python path or name of the interpreter
 * @param script file name
 * @param args what it is called with
 */
export function pythonCommand(
  name: string,
  python: string,
  script: string,
  ...args: readonly string[]
): ContestantCommand {
  return {
    name,
    command: python,
    args: [fileURLToPath(new URL(`../../python/${script}`, import.meta.url)), ...args],
    hint: 'give --python or CV_PYTHON the path of a Python that has apps/bench/python/requirements.txt installed',
  };
}
