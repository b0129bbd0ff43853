import { createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import type { Sharp } from 'sharp';
import { filePath } from '../files/file-path.ts';
import { readBytes } from '../files/read-bytes.ts';
import { loadSharp, type SharpFactory } from './load-sharp.ts';
import { pictureError } from './picture-file-error.ts';
import { type PixelPlan, readHeader } from './picture-header.ts';

/** Limits of `readPicture`. */
export interface ReadPictureOptions {
  /** Largest `width * height` that is decoded, checked on the header alone: a guard against pixel bombs. Default 1e8. */
  readonly maxPixels?: number | undefined;
}

/**
 * Reads an image file (JPEG, PNG, WebP, GIF, TIFF, AVIF) as a picture.
 *
 * The EXIF orientation is applied, palettes and 1- to 4-bit samples are expanded, colour profiles and CMYK become sRGB,
 * alpha stays. Gray stays one channel and 16 bits stay uint16 (16-bit gray ignores its profile). Of several frames or
 * pages the first is read.
 *
 * @param source path, `file:` URL, or the bytes of the file
 * @returns interleaved, uint8 [0, 255] or uint16 [0, 65535], `gray` or `srgb`, 1 to 4 channels
 * @throws {DataError} with `path` and `reason` when the file is missing, empty, damaged, no image, or too large
 * @throws {OptionError} when `maxPixels` is not a whole number of at least 1
 * @example
 * const picture = await readPicture('photo.jpg');
 * console.log(picture.width, picture.height, picture.channels);
 */
export async function readPicture(
  source: string | URL | Uint8Array,
  { maxPixels = 1e8 }: ReadPictureOptions = {},
): Promise<Picture<Uint8Array> | Picture<Uint16Array>> {
  if (!Number.isSafeInteger(maxPixels) || maxPixels < 1) {
    throw new OptionError(`readPicture: maxPixels expects a whole number of at least 1, received ${maxPixels}`, {
      option: 'maxPixels',
      received: maxPixels,
    });
  }
  const given = source instanceof Uint8Array;
  const path = given ? `${source.length} bytes in memory` : filePath('readPicture', source);
  const bytes = given ? source : await readBytes(path);
  if (bytes.length === 0) throw pictureError('readPicture', path, 'it is empty');
  const sharp = await loadSharp();
  const plan = await readHeader(sharp, bytes, { path, maxPixels });
  const { data, info } = await decode(sharp, bytes, { path, plan });
  const { width, height } = info;
  if (plan.depth === 'ushort') {
    return createPicture({ data: as16Bits(data), width, height, channels: info.channels as 1 | 2 | 3 | 4 });
  }
  if (plan.grayOfRgba) return createPicture({ data: grayAndAlpha(data), width, height, channels: 2 });
  return createPicture({ data: as8Bits(data), width, height, channels: info.channels as 1 | 2 | 3 | 4 });
}

type Decoded = Awaited<ReturnType<typeof toRaw>>;

function toRaw(image: Sharp) {
  return image.toBuffer({ resolveWithObject: true });
}

async function decode(
  sharp: SharpFactory,
  bytes: Uint8Array,
  { path, plan }: { readonly path: string; readonly plan: PixelPlan },
): Promise<Decoded> {
  const pipeline = (failOn: 'warning' | 'error') => {
    // The header was checked against maxPixels: no second limit here.
    const image = sharp(bytes, { failOn, autoOrient: true, limitInputPixels: false }).toColourspace(plan.colourspace);
    if (plan.fromDisplayP3) image.withIccProfile('srgb', { attach: false });
    return toRaw(image.raw({ depth: plan.depth }));
  };
  try {
    return await pipeline('warning').catch((error: unknown) => {
      if (isHarmless(error)) return pipeline('error');
      throw error;
    });
  } catch (cause) {
    throw pictureError('readPicture', path, cause);
  }
}

/**
 * The JPEG library's warnings mostly tell of lost pixels, so they are errors here. This one does not: the cameras of some
 * phones fill in two bytes of the scan header wrongly, which every viewer ignores.
 */
const harmless = /Invalid SOS parameters for sequential JPEG/;

function isHarmless(error: unknown): boolean {
  const lines = error instanceof Error ? error.message.split('\n').filter((line) => line.trim() !== '') : [];
  return lines.length > 0 && lines.every((line) => harmless.test(line));
}

function as8Bits(data: Buffer): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function as16Bits(data: Buffer): Uint16Array {
  const aligned = data.byteOffset % 2 === 0 ? data : Uint8Array.from(data);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}

function grayAndAlpha(rgba: Uint8Array): Uint8Array {
  const result = new Uint8Array(rgba.length / 2);
  for (let i = 0, o = 0; i < rgba.length; i += 4, o += 2) {
    result[o] = rgba[i]!;
    result[o + 1] = rgba[i + 3]!;
  }
  return result;
}
