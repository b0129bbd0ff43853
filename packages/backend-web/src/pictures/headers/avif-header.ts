import { cutOff, type HeaderReader, hasText, viewOf } from './picture-header.ts';

const alphaPlane = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

/**
 * Reads the size of an AVIF file, the largest that its items have, and checks that its boxes are all there.
 * @source ISO/IEC 14496-12, 4.2 and 4.3 (boxes, file type); ISO/IEC 23008-12, 6.5.3 (`ispe`)
 */
export const avifHeader: HeaderReader = (bytes) => {
  if (!hasText(bytes, 4, 'ftyp') || bytes.length < 16) return undefined;
  const view = viewOf(bytes);
  const brands = new TextDecoder('latin1').decode(bytes.subarray(8, Math.min(bytes.length, view.getUint32(0))));
  if (!/avif|avis/.test(brands)) return undefined;
  const { meta, damage } = walkBoxes(bytes, view);
  if (meta === undefined) return damage === undefined ? { damage: 'it has no description' } : { damage };
  const size = largestSize(meta);
  if (size === undefined) return cutOff;
  return { format: 'AVIF', ...size, channels: indexOfText(meta, alphaPlane, 0) >= 0 ? 4 : 3, damage };
};

/** Each box is its length with these 8 bytes, its type, and its content; a length of 0 goes to the end of the file. */
function walkBoxes(bytes: Uint8Array, view: DataView): { meta?: Uint8Array; damage?: string } {
  const early = 'it ends too early';
  let meta: Uint8Array | undefined;
  let at = 0;
  while (at < bytes.length) {
    if (at + 8 > bytes.length) break;
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    if (length < 8 || at + length > bytes.length) break;
    if (hasText(bytes, at + 4, 'meta')) meta ??= bytes.subarray(at, at + length);
    at += length;
  }
  const whole = at === bytes.length;
  return { ...(meta && { meta }), ...(!whole && { damage: early }) };
}

/** A picture may be put together from tiles, each with a size of its own: the whole is the largest. */
function largestSize(meta: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const view = viewOf(meta);
  let largest: { readonly width: number; readonly height: number } | undefined;
  for (
    let at = indexOfText(meta, 'ispe', 0);
    at >= 0 && at + 16 <= meta.length;
    at = indexOfText(meta, 'ispe', at + 4)
  ) {
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === undefined || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

function indexOfText(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !hasText(bytes, at, text)) at = bytes.indexOf(first, at + 1);
  return at;
}
