import { exifOrientation } from './exif-orientation.ts';
import { cutOff, type ExifPart, type HeaderReader, hasText, type PictureHeader, viewOf } from './picture-header.ts';

/**
 * Reads the size of a WebP file and checks that its chunks are all there.
 * @source RFC 9649, 2.4 to 2.7 and 3.4; RFC 6386, 9.1
 */
export const webpHeader: HeaderReader = (bytes) => {
  if (!hasText(bytes, 0, 'RIFF') || !hasText(bytes, 8, 'WEBP')) return undefined;
  if (bytes.length < 30) return cutOff;
  const view = viewOf(bytes);
  const size = readSize(bytes, view);
  if (size === undefined) return { damage: 'it begins with no picture' };
  return { ...size, format: 'WebP', ...walkChunks(bytes, view) };
};

function readSize(bytes: Uint8Array, view: DataView): Pick<PictureHeader, 'width' | 'height' | 'channels'> | undefined {
  if (hasText(bytes, 12, 'VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, channels: 3 };
  }
  if (hasText(bytes, 12, 'VP8L')) {
    const packed = view.getUint32(21, true);
    const channels = (packed >>> 28) & 1 ? 4 : 3;
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, channels };
  }
  if (!hasText(bytes, 12, 'VP8X')) return undefined;
  const threeBytes = (at: number): number => view.getUint16(at, true) + bytes[at + 2]! * 65536;
  return { width: threeBytes(24) + 1, height: threeBytes(27) + 1, channels: bytes[20]! & 0x10 ? 4 : 3 };
}

function walkChunks(bytes: Uint8Array, view: DataView): Pick<PictureHeader, 'damage' | 'ownExif'> {
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return cutOffLater;
  let ownExif: ExifPart | undefined;
  for (let at = 12; at + 8 <= end; ) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > end) return cutOffLater;
    if (hasText(bytes, at, 'EXIF')) {
      ownExif = { nameAt: at, orientation: exifOrientation(bytes.subarray(at + 8, at + 8 + length)) };
    }
    at += 8 + length + (length % 2);
  }
  return { ownExif };
}

const cutOffLater = { damage: 'it ends too early' };
