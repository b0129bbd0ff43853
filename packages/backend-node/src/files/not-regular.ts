import { DataError } from '@cv/tensor/errors';

/** What is wrong with a path that is neither a file nor a folder. */
export function notRegular(where: string, path: string): DataError {
  const reason = 'this is a pipe or device, not a file; save it to a file first';
  return new DataError(`${where}: cannot read ${path}: ${reason}`, { path, reason });
}
