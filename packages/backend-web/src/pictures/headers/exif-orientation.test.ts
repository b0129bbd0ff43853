import { describe, expect, it } from 'vitest';
import { exifOrientation } from './exif-orientation.ts';

/** EXIF data with an entry before the orientation, in either byte order. */
function exif(little: boolean, orientation: number): Uint8Array {
  const bytes = new Uint8Array(8 + 2 + 2 * 12);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]);
  view.setUint32(4, 8, little);
  view.setUint16(8, 2, little);
  view.setUint16(10, 0x010f, little);
  view.setUint16(22, 0x0112, little);
  view.setUint16(24, 3, little);
  view.setUint32(26, 1, little);
  view.setUint16(30, orientation, little);
  return bytes;
}

describe('exifOrientation', () => {
  it.each([true, false])('reads little endian: %s, with and without the name of the part in JPEG', (little) => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const bytes = exif(little, orientation);
      expect(exifOrientation(bytes)).toBe(orientation);
      expect(exifOrientation(Uint8Array.from([0x45, 0x78, 0x69, 0x66, 0, 0, ...bytes]))).toBe(orientation);
    }
  });

  it('is 1 for what makes no sense, cut off anywhere', () => {
    expect(exifOrientation(exif(true, 9))).toBe(1);
    expect(exifOrientation(exif(true, 0))).toBe(1);
    const whole = exif(false, 6);
    for (let length = 0; length < whole.length; length++) expect(exifOrientation(whole.subarray(0, length))).toBe(1);
    const elsewhere = exif(true, 6);
    new DataView(elsewhere.buffer).setUint32(4, 0xffffffff, true);
    expect(exifOrientation(elsewhere)).toBe(1);
  });
});
