import type { Picture } from '@cv/image';
import { DataError, OptionError, UnsupportedError } from '@cv/tensor/errors';
import { canvasImage } from './canvas-image.ts';

/** How `toBlob` encodes. */
export interface ToBlobOptions {
  /** Default `image/png`, which is lossless. */
  readonly type?: 'image/png' | 'image/jpeg' | 'image/webp' | undefined;
  /** 1 (small) to 100 (good), for JPEG and WebP. Default 95. */
  readonly quality?: number | undefined;
}

/** The longest side that each format can state; Chromium would write a wrong number instead of failing. */
const longestSide = { 'image/png': 2 ** 31 - 1, 'image/jpeg': 65535, 'image/webp': 16383 } as const;

/**
 * Encodes a picture as a PNG, JPEG or WebP file, for a download or an upload, in a page or in a worker. The counterpart of Node's
 * `writePicture`; PNG keeps every number, also of half transparent pixels. The file always holds colour.
 *
 * @param picture uint8 [0, 255], `gray` or `srgb`, either layout
 * @throws {OptionError} when the format cannot hold the picture, `type` is unknown, or `quality` is out of range
 * @throws {UnsupportedError} when this browser does not write the format (Safari: WebP)
 * @throws {DataError} when the picture is too large for the browser
 * @example
 * ```ts
 * link.href = URL.createObjectURL(await toBlob(picture, { type: 'image/jpeg', quality: 80 }));
 * ```
 */
export async function toBlob(
  picture: Picture,
  { type = 'image/png', quality = 95 }: ToBlobOptions = {},
): Promise<Blob> {
  if (!Object.hasOwn(longestSide, type)) {
    const known = Object.keys(longestSide).join(', ');
    throw new OptionError(`toBlob: type must be one of ${known}, received ${type}`, { type });
  }
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new OptionError(`toBlob: quality expects a whole number from 1 to 100, received ${quality}`);
  }
  if (picture.hasAlpha && type === 'image/jpeg') {
    throw new OptionError('toBlob: image/jpeg cannot hold alpha; use dropAlpha, or image/png');
  }
  const image = canvasImage(picture, { where: 'toBlob' });
  const { width, height } = picture;
  if (Math.max(width, height) > longestSide[type]) {
    const reason = `${width} x ${height} does not fit the format, whose sides end at ${longestSide[type]}`;
    throw new DataError(`toBlob: cannot write ${type}: ${reason}; write image/png`, { width, height });
  }
  const blob = await encoded(image, { type, quality: quality / 100 }).catch((cause: unknown) => {
    const reason = `${width} x ${height} pixels are too many for this browser; resize the picture first`;
    throw new DataError(`toBlob: cannot write ${type}: ${reason}`, { width, height }, { cause });
  });
  if (blob.type !== type)
    throw new UnsupportedError(`toBlob: this browser does not write ${type}; use image/png`, { type });
  return blob;
}

/** A bitmap that is handed over whole, instead of drawn, stays as it is: a drawing canvas would premultiply it. */
async function encoded(image: ImageData, options: ImageEncodeOptions): Promise<Blob> {
  const bitmap = await createImageBitmap(image, { premultiplyAlpha: 'none' });
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('bitmaprenderer')!.transferFromImageBitmap(bitmap);
  return canvas.convertToBlob(options);
}
