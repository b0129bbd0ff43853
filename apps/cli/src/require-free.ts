import { stat } from 'node:fs/promises';
import { OptionError } from '@cv/tensor/errors';

/**
 * Refuses to write over what is there, unless told to.
 *
 * @throws OptionError when there is such a file and no `force`
 */
export async function requireFree(file: string, force: boolean): Promise<void> {
  if (force || (await stat(file).catch(() => undefined)) === undefined) return;
  throw new OptionError(`${file} is there already; --force writes over it`, { path: file });
}
