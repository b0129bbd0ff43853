import { crc32 } from './crc32.ts';
import { cutOff, type HeaderReader, hasText, type PictureHeader, viewOf } from './picture-header.ts';

/** Channels of the colour types of a PNG file, without transparency by `tRNS`. */
const channelsOf: Readonly<Record<number, PictureHeader['channels']>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/**
 * Reads the header of a PNG file and checks that all chunks are there, each with its checksum.
 * @source ISO/IEC 15948, 5 and 11.2
 */
export const pngHeader: HeaderReader = (bytes) => {
  if (!hasText(bytes, 0, '\x89PNG\r\n\x1a\n')) return undefined;
  if (bytes.length < 33) return cutOff;
  if (!hasText(bytes, 12, 'IHDR')) return { damage: 'its first chunk is not IHDR' };
  const view = viewOf(bytes);
  const base = channelsOf[bytes[25]!];
  if (base === undefined) return { damage: `there is no colour type ${bytes[25]!}` };
  const { transparent, damage } = walkChunks(bytes, view);
  const channels = transparent && base % 2 === 1 ? ((base + 1) as PictureHeader['channels']) : base;
  return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20), channels, damage };
};

/** Every chunk is its length, its type, data, and a checksum of type and data. */
function walkChunks(bytes: Uint8Array, view: DataView): { readonly transparent: boolean; readonly damage?: string } {
  let transparent = false;
  let pixels = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) break;
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) {
      return { transparent, damage: `the checksum of a part is wrong, at byte ${at}` };
    }
    transparent ||= hasText(bytes, at + 4, 'tRNS');
    pixels ||= hasText(bytes, at + 4, 'IDAT');
    if (hasText(bytes, at + 4, 'IEND')) return pixels ? { transparent } : { transparent, damage: 'it has no pixels' };
    at = end + 4;
  }
  return { transparent, damage: 'it ends too early' };
}
