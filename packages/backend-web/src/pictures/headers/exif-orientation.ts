import { hasText, viewOf } from './picture-header.ts';

const orientationTag = 0x0112;

/**
 * The orientation that EXIF data tell: 1 (upright) to 8; 1 where they tell none.
 * @source EXIF 2.3, 4.5.2 and tag 0x0112; TIFF 6.0, section 2
 */
export function exifOrientation(exif: Uint8Array): number {
  const tiff = hasText(exif, 0, 'Exif\0\0') ? exif.subarray(6) : exif;
  const little = hasText(tiff, 0, 'II*\0');
  if (!little && !hasText(tiff, 0, 'MM\0*')) return 1;
  if (tiff.length < 8) return 1;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0, at = directory + 2; i < entries && at + 12 <= tiff.length; i++, at += 12) {
    if (view.getUint16(at, little) !== orientationTag) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
