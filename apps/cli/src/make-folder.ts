import { mkdir } from 'node:fs/promises';
import { DataError } from '@cv/tensor/errors';

/**
 * Makes a folder, and those above it, unless it is there.
 *
 * @param what the folder in the message, such as `the run folder`
 * @throws DataError when it cannot be made
 */
export async function makeFolder(path: string, what: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${what} ${path} cannot be made (${reason}); choose another with --out`, { path }, { cause });
  }
}
