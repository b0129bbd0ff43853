import { pictureError } from './picture-source-error.ts';

/**
 * Refuses what has no pixels, or too many.
 * @throws {DataError} with `width` and `height`
 */
export function checkSize(
  { width, height }: { readonly width: number; readonly height: number },
  { path, maxPixels }: { readonly path: string; readonly maxPixels: number },
): void {
  if (width < 1 || height < 1) throw pictureError(path, `it has no pixels (${width} x ${height})`, { width, height });
  if (width * height <= maxPixels) return;
  const size = `${width} x ${height} = ${width * height} pixels are more than maxPixels ${maxPixels}`;
  throw pictureError(path, `${size}; raise maxPixels if you trust the file`, { width, height });
}
