import type { ChannelCount } from '@cv/image';

/** What a file says of its picture before a pixel is decoded. */
export interface PictureHeader {
  readonly format: 'JPEG' | 'PNG' | 'WebP' | 'GIF' | 'BMP' | 'AVIF';
  /** As stored: the EXIF orientation is not applied. */
  readonly width: number;
  readonly height: number;
  /** 1 gray, 2 gray and alpha, 3 colour, 4 colour and alpha. */
  readonly channels: ChannelCount;
  /** EXIF data that browsers pass over, which we have to follow ourselves. */
  readonly ownExif?: ExifPart | undefined;
  /** What is missing or wrong further on, in a few words; undefined when the file is whole. */
  readonly damage?: string | undefined;
}

/** EXIF data in a file: where the name of their part stands, and the orientation. */
export interface ExifPart {
  readonly nameAt: number;
  /** 1 to 8. */
  readonly orientation: number;
}

/** Reads the header of one format, or says what is wrong with it; undefined when the bytes are of another format. */
export type HeaderReader = (bytes: Uint8Array) => PictureHeader | DamagedHeader | undefined;

/** The format is known, but the size cannot be read. */
export interface DamagedHeader {
  readonly damage: string;
}

/** What a damaged header is called when nothing better is known. */
export const cutOff: DamagedHeader = { damage: 'it ends within its header' };

/** Reads numbers; every position must be inside. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether `text` stands at a position, byte for byte; false beyond the end. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
