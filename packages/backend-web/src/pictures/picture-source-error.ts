import { DataError } from '@cv/tensor/errors';

/**
 * A picture that cannot be read, as a `DataError` with where it came from and a reason in plain words.
 *
 * @param path URL, name of the file, or what else was given
 * @param reason why, and what to do
 * @param fields further facts, and the `cause`
 */
export function pictureError(
  path: string,
  reason: string,
  { cause, ...fields }: Readonly<Record<string, unknown>> = {},
): DataError {
  const text = `readPicture: cannot read ${path}: ${reason}`;
  return new DataError(text, { path, reason, ...fields }, cause === undefined ? {} : { cause });
}
