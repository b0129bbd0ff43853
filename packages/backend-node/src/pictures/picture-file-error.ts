import { DataError } from '@cv/tensor/errors';

/**
 * A picture file that cannot be read or written, as a `DataError` with the path and a reason in plain words.
 *
 * @param where function that failed
 * @param path the file, or how many bytes were given
 * @param reason why, or what sharp threw
 * @param fields further facts
 */
export function pictureError(
  where: 'readPicture' | 'writePicture',
  path: string,
  reason: unknown,
  fields: Readonly<Record<string, unknown>> = {},
): DataError {
  const verb = where === 'readPicture' ? 'read' : 'write';
  const text = typeof reason === 'string' ? reason : plainReason(reason);
  const cause = typeof reason === 'string' ? {} : { cause: reason };
  return new DataError(`${where}: cannot ${verb} ${path}: ${text}`, { path, reason: text, ...fields }, cause);
}

/** libvips stacks up lines with the names of its loaders in front: the first says what happened. */
function plainReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/unsupported image format/.test(text)) {
    return 'this is not an image, or damaged beyond recognition; JPEG, PNG, WebP, GIF, TIFF and AVIF are read';
  }
  const first = text.split('\n')[0] ?? '';
  const detail = first.replace(/^Input buffer has corrupt header: /, '').replace(/^\w+: /, '');
  return `the file is damaged (${detail}); fetch it again`;
}
