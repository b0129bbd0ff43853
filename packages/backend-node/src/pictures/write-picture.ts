import { extname } from 'node:path';
import { convertPicture, dtypeOf, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import type { Sharp } from 'sharp';
import { filePath } from '../files/file-path.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import { loadSharp } from './load-sharp.ts';
import { pictureError } from './picture-file-error.ts';

/** How `writePicture` encodes. */
export interface WritePictureOptions {
  /** 1 (small) to 100 (good), for JPEG and WebP. Default 95. */
  readonly quality?: number | undefined;
}

interface FileFormat {
  readonly holds16Bits: boolean;
  readonly holdsAlpha: boolean;
  readonly encode: (image: Sharp, quality: number) => Sharp;
}

const png: FileFormat = { holds16Bits: true, holdsAlpha: true, encode: (image) => image.png() };
const jpeg: FileFormat = {
  holds16Bits: false,
  holdsAlpha: false,
  encode: (image, quality) => image.jpeg({ quality, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' }),
};
const webp: FileFormat = {
  holds16Bits: false,
  holdsAlpha: true,
  encode: (image, quality) => image.webp({ quality }),
};
// Left alone, sharp writes JPEG into TIFF files, which loses detail and 16 bits.
const tiff: FileFormat = {
  holds16Bits: true,
  holdsAlpha: true,
  encode: (image) => image.tiff({ compression: 'deflate', predictor: 'horizontal' }),
};

const formats: Readonly<Record<string, FileFormat>> = {
  '.png': png,
  '.jpg': jpeg,
  '.jpeg': jpeg,
  '.webp': webp,
  '.tif': tiff,
  '.tiff': tiff,
};

/**
 * Writes a picture as PNG, JPEG, WebP or TIFF, by the extension of the path; PNG and TIFF are lossless and keep 16 bits.
 * The file is written atomically (see `writeFileAtomic`).
 *
 * Nothing is converted silently: what the format cannot hold (alpha in JPEG, 16 bits outside PNG and TIFF, float32, a
 * range other than that of the number format, colour spaces other than gray and sRGB) is refused.
 *
 * @param target path or `file:` URL
 * @param picture uint8 [0, 255] or uint16 [0, 65535], `gray` or `srgb`, either layout
 * @throws {OptionError} when the extension is unknown, the format cannot hold the picture, or `quality` is out of range
 * @throws {DataError} when the picture is too large for the format or the file cannot be written
 * @example
 * await writePicture('gray.png', toGray(await readPicture('photo.jpg')));
 */
export async function writePicture(
  target: string | URL,
  picture: Picture,
  { quality = 95 }: WritePictureOptions = {},
): Promise<void> {
  const path = filePath('writePicture', target);
  const extension = extname(path).toLowerCase();
  const format = Object.hasOwn(formats, extension) ? formats[extension] : undefined;
  if (format === undefined) {
    refuse(`the extension must be one of ${Object.keys(formats).join(', ')}, received '${extension}' (${path})`, {
      path,
    });
  }
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    refuse(`quality expects a whole number from 1 to 100, received ${quality}`, { option: 'quality' });
  }
  const data = checkedPixels(picture, format, extension);
  const sharp = await loadSharp();
  const { width, height, channels, colorSpace } = picture;
  const wide = data instanceof Uint16Array;
  const colourspace = colorSpace === 'gray' ? (wide ? 'grey16' : 'b-w') : wide ? 'rgb16' : 'srgb';
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).toColourspace(colourspace);
  let bytes: Uint8Array;
  try {
    bytes = await format.encode(image, quality).toBuffer();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw pictureError('writePicture', path, `${width} x ${height} does not fit the format (${reason})`);
  }
  await writeFileAtomic(path, bytes);
}

function checkedPixels(picture: Picture, format: FileFormat, extension: string): Uint8Array | Uint16Array {
  const { colorSpace, range, hasAlpha } = picture;
  if (colorSpace !== 'gray' && colorSpace !== 'srgb') {
    refuse(`files hold gray or srgb, received ${colorSpace}; convert it first`, { colorSpace });
  }
  if (hasAlpha && !format.holdsAlpha) refuse(`${extension} cannot hold alpha; use dropAlpha, or write .png`, {});
  const { data } = picture.layout === 'planar' ? convertPicture(picture, { layout: 'interleaved' }) : picture;
  if (data instanceof Float32Array || (data instanceof Uint16Array && !format.holds16Bits)) {
    const next = "use convertPicture(picture, { dtype: 'uint8', range: [0, 255] })";
    refuse(`${extension} cannot hold ${dtypeOf(data)}; ${next}`, { dtype: dtypeOf(data) });
  }
  const white = data instanceof Uint16Array ? 65535 : 255;
  if (range[0] !== 0 || range[1] !== white) {
    const next = `use convertPicture(picture, { range: [0, ${white}] })`;
    refuse(`files have the range [0, ${white}], received [${range[0]}, ${range[1]}]; ${next}`, { range });
  }
  return data;
}

function refuse(message: string, fields: Readonly<Record<string, unknown>>): never {
  throw new OptionError(`writePicture: ${message}`, fields);
}
