import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CvError } from '@cv/tensor/errors';
import { CommanderError } from 'commander';
import { program } from './command-line.ts';
import { runBench } from './run-bench.ts';

/**
 * Runs the benchmark's command line.
 *
 * @param args arguments after the program's name
 * @returns exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'cv-bench-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(130));
  let debug = false;
  try {
    let code = 0;
    const command = program(async (suite, options) => {
      debug = options.debug ?? false;
      code = await runBench(suite, options, directory);
    });
    await command.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    const known = error instanceof CvError;
    console.error(debug || !known ? error : `bench: ${error.message}`);
    return 1;
  }
}
