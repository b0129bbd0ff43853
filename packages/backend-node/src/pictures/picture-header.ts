import type { Metadata } from 'sharp';
import type { SharpFactory } from './load-sharp.ts';
import { pictureError } from './picture-file-error.ts';

/** How the pixels of a file are taken out of it. */
export interface PixelPlan {
  readonly depth: 'uchar' | 'ushort';
  /** What sharp is asked for. */
  readonly colourspace: 'b-w' | 'grey16' | 'srgb' | 'rgb16';
  /** Gray with alpha at 8 bits: sharp's `b-w` loses alpha, so it is read as four channels and two are taken. */
  readonly grayOfRgba: boolean;
  /** sharp turns 16-bit colour with a profile into Display P3: it has to be told to go on to sRGB. */
  readonly fromDisplayP3: boolean;
}

const formats: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif'];

/**
 * Reads the header of an image, refuses what is too large or cannot become a picture, and plans the decoding.
 *
 * @param sharp the loaded library
 * @param bytes the file
 * @param options `path` for messages, `maxPixels` largest width x height
 * @throws {DataError} when this is no image, the header is damaged, or the picture is too large or of an unknown kind
 */
export async function readHeader(
  sharp: SharpFactory,
  bytes: Uint8Array,
  { path, maxPixels }: { readonly path: string; readonly maxPixels: number },
): Promise<PixelPlan> {
  let header: Metadata;
  try {
    header = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw pictureError('readPicture', path, cause);
  }
  const { width, height, format } = header;
  if (!formats.includes(format)) throw pictureError('readPicture', path, `it is ${format}, not a pixel format`);
  if (width * height > maxPixels) {
    const size = `${width} x ${height} = ${width * height} pixels are more than maxPixels ${maxPixels}`;
    throw pictureError('readPicture', path, `${size}; raise maxPixels if you trust the file`, { width, height });
  }
  return planPixels(header, path);
}

function planPixels(header: Metadata, path: string): PixelPlan {
  const { space, channels, depth, hasAlpha } = header;
  if (depth !== 'uchar' && depth !== 'ushort') {
    throw pictureError('readPicture', path, `its samples are ${depth}; 8-bit and 16-bit unsigned ones are read`, {
      depth,
    });
  }
  const colours = channels - (hasAlpha ? 1 : 0);
  if (colours !== 1 && colours !== 3 && !(colours === 4 && space === 'cmyk')) {
    throw pictureError('readPicture', path, `it has ${channels} channels (${space}); gray and colour are read`, {
      channels,
    });
  }
  const gray = space === 'b-w' || space === 'grey16';
  const wide = depth === 'ushort';
  const grayOfRgba = gray && !wide && hasAlpha;
  return {
    depth,
    colourspace: gray && !grayOfRgba ? (wide ? 'grey16' : 'b-w') : wide ? 'rgb16' : 'srgb',
    grayOfRgba,
    fromDisplayP3: space === 'rgb16' && header.icc !== undefined,
  };
}
