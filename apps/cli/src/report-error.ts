import { CommanderError } from 'commander';

/** What the errors of all our packages have in common; `image` and `metrics` do without the classes of `tensor`. */
interface KnownError extends Error {
  readonly code: string;
  readonly fields: object;
}

function isKnown(error: unknown): error is KnownError {
  return error instanceof Error && 'code' in error && 'fields' in error && typeof error.fields === 'object';
}

const WRONG_USE = 2;

/**
 * Says in one line on stderr what went wrong.
 *
 * @param error what was thrown
 * @param options.debug with the stack, and those of the causes
 * @returns the exit code: 2 for wrong use (options), else 1; 0 when help or version was asked for
 */
export function reportError(error: unknown, { debug }: { readonly debug: boolean }): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE; // commander has printed it
  if (debug) console.error(error);
  if (!isKnown(error)) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    console.error(`error: unexpected ${oneLine(what)} (this is a defect of cv; --debug shows where)`);
    return 1;
  }
  console.error(`error: ${oneLine(error.message)}`);
  return error.code === 'option' ? WRONG_USE : 1;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
