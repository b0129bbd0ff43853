import { WeightsError } from '@cv/tensor/errors';
import type { ByteSource } from './byte-source.ts';

/** Opens a file that another one names, by its path relative to that one's folder: `/` between its parts, none of them `..`. */
export type OpenSibling = (path: string) => Promise<ByteSource>;

/**
 * A path that a file names, if it stays in the folder of that file on every system.
 * @throws WeightsError when it is absolute, climbs, or has characters that lead elsewhere on some system.
 */
export function siblingPath(path: string, format: string): string {
  const parts = path.split('/');
  const stays = parts.every((part) => part !== '' && part !== '.' && part !== '..') && !ODD_CHARACTER.test(path);
  if (stays && path.length <= 1024) return path;
  throw new WeightsError(
    `${format}: it names the file ${JSON.stringify(path.slice(0, 120))}, which is not allowed: expected a path inside its own folder`,
    { path },
  );
}

/** Backslashes, colons (drives, streams, URLs) and control characters. */
const ODD_CHARACTER = /[\\:\p{Cc}]/u;
