import { avifHeader } from './avif-header.ts';
import { bmpHeader } from './bmp-header.ts';
import { gifHeader } from './gif-header.ts';
import { jpegHeader } from './jpeg-header.ts';
import { type DamagedHeader, hasText, type PictureHeader } from './picture-header.ts';
import { pngHeader } from './png-header.ts';
import { webpHeader } from './webp-header.ts';

const readers = [jpegHeader, pngHeader, webpHeader, gifHeader, bmpHeader, avifHeader] as const;

/** Files that are pictures, but not for browsers or not of pixels, and what they are called. */
const strangers: readonly (readonly [name: string, test: (bytes: Uint8Array) => boolean])[] = [
  ['TIFF', (bytes) => hasText(bytes, 0, 'II*\0') || hasText(bytes, 0, 'MM\0*')],
  ['HEIC', (bytes) => hasText(bytes, 4, 'ftyphei') || hasText(bytes, 4, 'ftypmif1')],
  ['JPEG XL', (bytes) => hasText(bytes, 0, '\xff\x0a') || hasText(bytes, 4, 'JXL ')],
  ['PDF', (bytes) => hasText(bytes, 0, '%PDF')],
];

/**
 * Reads the header of a picture file and checks the structure of the rest, without decoding a pixel.
 *
 * @param bytes the whole file
 * @returns the header; what is wrong with it; or, in words, why this is no picture that browsers read
 */
export function readHeader(bytes: Uint8Array): PictureHeader | DamagedHeader | string {
  for (const reader of readers) {
    const header = reader(bytes);
    if (header !== undefined) return header;
  }
  const stranger = strangers.find(([, test]) => test(bytes));
  if (stranger) return `it is ${stranger[0]}, which browsers do not read; convert it to PNG or JPEG`;
  if (isSvg(bytes)) return 'it is svg, not a pixel format';
  return 'this is not an image, or damaged beyond recognition; JPEG, PNG, WebP, GIF, BMP and AVIF are read';
}

function isSvg(bytes: Uint8Array): boolean {
  return /^\s*(<\?xml|<!--|<!doctype svg|<svg)/i.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}
