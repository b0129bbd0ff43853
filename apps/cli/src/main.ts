import { createProgram } from './program.ts';
import { reportError } from './report-error.ts';
import { tolerateClosedPipes } from './terminal/closed-pipes.ts';

/**
 * Runs the command line and sets the exit code of the process: 0 done, 1 failed, 2 wrong use, 130 interrupted.
 *
 * @param argv as `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  tolerateClosedPipes();
  const program = createProgram();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = reportError(error, { debug: program.opts<{ debug?: boolean }>().debug === true });
  }
}
