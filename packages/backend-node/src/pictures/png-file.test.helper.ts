import { crc32, deflateSync } from 'node:zlib';

/** What a hand-made PNG file holds: everything that sharp would not write for us. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** 0 gray, 2 colour, 3 palette, 4 gray and alpha, 6 colour and alpha. */
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  /** Bytes of each row, big-endian, without the filter byte. */
  readonly rows: readonly Uint8Array[];
  readonly profile?: Uint8Array | undefined;
  readonly palette?: readonly number[] | undefined;
  readonly transparency?: readonly number[] | undefined;
}

/** Encodes a PNG file by hand (ISO/IEC 15948): the size in the header may lie about the rows. */
export function pngFile(parts: PngParts): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(parts.width, 0);
  header.writeUInt32BE(parts.height, 4);
  header[8] = parts.bitDepth;
  header[9] = parts.colorType;
  const chunks = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header)];
  if (parts.profile) chunks.push(chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0'), deflateSync(parts.profile)])));
  if (parts.palette) chunks.push(chunk('PLTE', Buffer.from(parts.palette)));
  if (parts.transparency) chunks.push(chunk('tRNS', Buffer.from(parts.transparency)));
  const rows = parts.rows.flatMap((row) => [Buffer.from([0]), row]);
  chunks.push(chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0)));
  return Buffer.concat(chunks);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}

/** Big-endian bytes of 16-bit samples. */
export function bigEndian(values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));
}
