import type { Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { throwIfAborted } from '../aborted-error.ts';
import { decodeFile } from './decode-file.ts';
import { type DrawnSource, isDrawn } from './drawn-size.ts';
import { readDrawn } from './read-drawn.ts';
import { sourceBytes } from './source-bytes.ts';

/** Everything that `readPicture` takes: files, their addresses and bytes, and what a page draws from. */
export type PictureSource = string | URL | Blob | Uint8Array | DrawnSource;

/** Limits of `readPicture`. */
export interface ReadPictureOptions {
  /** Largest `width * height` that is decoded, checked on the header alone: a guard against pixel bombs. Default 1e8. */
  readonly maxPixels?: number | undefined;
  /** Gives up the download, the wait for a video, and the decoding. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a picture from a file (PNG, JPEG, WebP, GIF, BMP; AVIF where the browser has it), its address, its bytes, or from an
 * image, canvas, bitmap, video or video frame, in a page or in a worker.
 *
 * As in Node: the EXIF orientation is applied, palettes are expanded, colour profiles become sRGB, alpha stays, gray files
 * give one channel; of several frames the first is read. Browsers decode to 8 bits, so 16-bit files come as uint8. The
 * pixels are those of Node's `readPicture` to 1/255, half transparent ones included where the page has WebGL.
 *
 * @param source files: string or URL (fetched), File, Blob, Uint8Array. Drawn: HTMLImageElement, HTMLCanvasElement,
 *   OffscreenCanvas, ImageBitmap, ImageData (four channels); HTMLVideoElement, VideoFrame (three channels). A video is read as
 *   it stands, once it has a frame. Nothing is closed or changed.
 * @returns interleaved, uint8 [0, 255], `gray` or `srgb`, 1 to 4 channels
 * @throws {DataError} with `path` and `reason` when the source cannot be fetched, is empty, damaged, no image, too large, or
 *   belongs to another site
 * @throws {AbortedError} when the signal is aborted
 * @throws {OptionError} when `maxPixels` is not a whole number of at least 1, or the source is something else
 * @example
 * ```ts
 * const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
 * const picture = await readPicture(input.files![0]!);
 * console.log(picture.width, picture.height, picture.channels);
 * ```
 */
export async function readPicture(
  source: PictureSource,
  { maxPixels = 1e8, signal }: ReadPictureOptions = {},
): Promise<Picture<Uint8Array>> {
  if (!Number.isSafeInteger(maxPixels) || maxPixels < 1) {
    throw new OptionError(`readPicture: maxPixels expects a whole number of at least 1, received ${maxPixels}`, {
      option: 'maxPixels',
      received: maxPixels,
    });
  }
  throwIfAborted('readPicture', signal);
  if (isFile(source)) {
    const file = await sourceBytes(source, signal);
    throwIfAborted('readPicture', signal);
    return decodeFile(file, { maxPixels, signal });
  }
  if (!isDrawn(source)) {
    const accepted = 'an address, a File or Blob, bytes, an image, canvas, bitmap or video';
    throw new OptionError(`readPicture: expects ${accepted}, received ${String(source)}`, { received: source });
  }
  return readDrawn(source, { maxPixels, signal });
}

function isFile(source: PictureSource): source is string | URL | Blob | Uint8Array {
  return typeof source === 'string' || source instanceof URL || source instanceof Blob || source instanceof Uint8Array;
}
