import { type ChannelCount, createPicture, type Picture } from '@cv/image';

/** A file of `fixtures/pictures` and what Node reads from it. */
export interface FixturePicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
  readonly dtype: 'uint8' | 'uint16';
  /** Base64 of the interleaved values, 16 bits in little endian. */
  readonly pixels: string;
  /** Base64 of the picture in 8 bits, resized to 9 x 7, bilinear. */
  readonly resized: string;
}

const folder = '../../fixtures/'; // in a variable: Vite would look for assets behind a literal

/** Address of a file of `fixtures`. */
export function fixtureUrl(file: string): URL {
  return new URL(folder + file, import.meta.url);
}

/** Bytes from base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** The picture that Node read. */
export function nodePicture({ pixels, dtype, width, height, channels }: FixturePicture): Picture {
  const bytes = fromBase64(pixels);
  const data = dtype === 'uint16' ? new Uint16Array(bytes.buffer) : bytes;
  return createPicture({ data, width, height, channels });
}
