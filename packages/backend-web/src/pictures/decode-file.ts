import type { Picture } from '@cv/image';
import { throwIfAborted } from '../aborted-error.ts';
import { bitmapToPicture } from './bitmap-to-picture.ts';
import { checkSize } from './check-size.ts';
import type { ExifPart } from './headers/picture-header.ts';
import { readHeader } from './headers/read-header.ts';
import { pictureError } from './picture-source-error.ts';
import type { NamedBytes } from './source-bytes.ts';
import { upright } from './upright.ts';

/** Limits of {@link decodeFile}. */
export interface DecodeLimits {
  readonly maxPixels: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Decodes an image file after its header and structure were checked: browsers would draw a file that is cut off as far as it
 * goes, without a word.
 */
export async function decodeFile(
  { bytes, path }: NamedBytes,
  { maxPixels, signal }: DecodeLimits,
): Promise<Picture<Uint8Array>> {
  if (bytes.length === 0) throw pictureError(path, 'it is empty');
  const header = readHeader(bytes);
  if (typeof header === 'string') throw pictureError(path, header);
  if ('width' in header) checkSize(header, { path, maxPixels });
  if (header.damage !== undefined) throw pictureError(path, `the file is damaged (${header.damage}); fetch it again`);
  if (!('width' in header)) throw pictureError(path, 'the file is damaged; fetch it again');
  const { format, width, height, channels, ownExif } = header;
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([withoutExif(bytes, ownExif)]), {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'default',
    });
  } catch (cause) {
    throwIfAborted('readPicture', signal);
    const size = `${width} x ${height} pixels of ${format}`;
    const reason = `this browser cannot decode it (${size}): the file is damaged, the format unknown to it, or memory short`;
    throw pictureError(path, `${reason}; fetch it again, or convert it to a smaller PNG or JPEG`, { cause });
  }
  throwIfAborted('readPicture', signal);
  return upright(await bitmapToPicture(bitmap, { channels, signal }), ownExif?.orientation ?? 1);
}

/** Chromium does not turn WebP pictures; another browser shall not turn them twice. */
function withoutExif(bytes: Uint8Array<ArrayBuffer>, exif: ExifPart | undefined): Uint8Array<ArrayBuffer> {
  if (exif === undefined || exif.orientation === 1) return bytes;
  const copy = bytes.slice();
  copy.set([0x58, 0x58, 0x58, 0x58], exif.nameAt); // decoders skip parts with names that they do not know
  return copy;
}
