import { cutOff, type HeaderReader, type PictureHeader, viewOf } from './picture-header.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;

/** SOF0 to SOF15 hold the size; three numbers among them mean something else (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Markers without a length: RST0 to RST7, SOI, TEM. */
const standsAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

/**
 * Reads the frame header of a JPEG file and checks that it goes on to its end marker.
 * @source ITU-T T.81, annex B
 */
export const jpegHeader: HeaderReader = (bytes) => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined;
  const view = viewOf(bytes);
  let frame: Omit<PictureHeader, 'damage'> | undefined;
  let scans = 0;
  for (let at = 2; at + 2 <= bytes.length; ) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === 0x00) return damaged(frame, `there is no marker at byte ${at}`);
    if (marker === 0xff || standsAlone(marker)) {
      at += marker === 0xff ? 1 : 2; // markers may be filled up with FF
      continue;
    }
    if (marker === endOfImage) return scans > 0 ? (frame ?? cutOff) : damaged(frame, 'it has no pixels');
    if (at + 4 > bytes.length) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (isFrame(marker) && at + 10 <= bytes.length) frame ??= readFrame(bytes, view, at);
    if (marker === startOfScan) scans++;
    at = marker === startOfScan ? nextMarker(bytes, end) : end;
  }
  return damaged(frame, 'it ends too early');
};

function readFrame(bytes: Uint8Array, view: DataView, at: number): Omit<PictureHeader, 'damage'> {
  const channels = bytes[at + 9] === 1 ? 1 : 3; // CMYK becomes colour
  return { format: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5), channels };
}

function damaged(frame: Omit<PictureHeader, 'damage'> | undefined, damage: string): ReturnType<HeaderReader> {
  return frame === undefined ? { damage } : { ...frame, damage };
}

/** Pixels follow a scan header until FF is followed by neither 00 (an FF of the pixels) nor a restart marker. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
