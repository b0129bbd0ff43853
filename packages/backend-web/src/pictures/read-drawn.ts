import { createPicture, type Picture } from '@cv/image';
import { throwIfAborted } from '../aborted-error.ts';
import { bitmapToPicture } from './bitmap-to-picture.ts';
import { checkSize } from './check-size.ts';
import type { DecodeLimits } from './decode-file.ts';
import { type DrawnSource, drawnSize, isA } from './drawn-size.ts';
import { pictureError } from './picture-source-error.ts';

/** Takes the pixels of something that has them already; ImageData of bytes in sRGB are simply copied. */
export async function readDrawn(
  source: DrawnSource,
  { maxPixels, signal }: DecodeLimits,
): Promise<Picture<Uint8Array>> {
  const { width, height, path, channels } = await drawnSize(source, signal);
  throwIfAborted('readPicture', signal);
  checkSize({ width, height }, { path, maxPixels });
  if (isA(source, 'ImageData') && source.colorSpace === 'srgb' && source.data instanceof Uint8ClampedArray) {
    return createPicture({ data: Uint8Array.from(source.data), width, height, channels });
  }
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(source, { premultiplyAlpha: 'none' });
  } catch (cause) {
    throw isTainted(cause)
      ? taintedError(path, cause)
      : pictureError(path, `it gives no pixels (${String(cause)})`, { cause });
  }
  return bitmapToPicture(bitmap, { channels, signal }).catch((cause: unknown) => {
    throw isTainted(cause) ? taintedError(path, cause) : cause;
  });
}

function isTainted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError';
}

function taintedError(path: string, cause: unknown): Error {
  const reason = 'it comes from another site that does not share its pixels';
  return pictureError(path, `${reason}; set crossorigin="anonymous", and let its server allow this page (CORS)`, {
    cause,
  });
}
