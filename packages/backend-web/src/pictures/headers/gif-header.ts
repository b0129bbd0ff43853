import { cutOff, type HeaderReader, hasText, viewOf } from './picture-header.ts';

const extension = 0x21;
const graphicControl = 0xf9;
const image = 0x2c;
const trailer = 0x3b;

/**
 * Reads the screen size of a GIF file, whether a frame is transparent, and checks that it goes on to its trailer.
 * @source GIF89a specification, 17 to 27
 */
export const gifHeader: HeaderReader = (bytes) => {
  if (!hasText(bytes, 0, 'GIF87a') && !hasText(bytes, 0, 'GIF89a')) return undefined;
  if (bytes.length < 13) return cutOff;
  const view = viewOf(bytes);
  const { transparent, damage } = walkBlocks(bytes);
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { format: 'GIF', ...size, channels: transparent ? 4 : 3, damage };
};

function walkBlocks(bytes: Uint8Array): { readonly transparent: boolean; readonly damage?: string } {
  let transparent = false;
  let frames = 0;
  let at = 13 + colorTable(bytes[10]!);
  while (at < bytes.length) {
    const block = bytes[at]!;
    if (block === trailer) return frames > 0 ? { transparent } : { transparent, damage: 'it has no pixels' };
    if (block === extension) {
      if (bytes[at + 1] === graphicControl) transparent ||= (bytes[at + 3]! & 1) === 1;
      at = afterSubBlocks(bytes, at + 2);
    } else if (block === image) {
      frames++;
      at = afterSubBlocks(bytes, at + 11 + colorTable(bytes[at + 9] ?? 0));
    } else {
      return { transparent, damage: `there is no block at byte ${at}` };
    }
  }
  return { transparent, damage: 'it ends too early' };
}

/** Bytes of the colour table that a packed field announces. */
function colorTable(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** Each sub-block is its length and its bytes; the last one is empty. */
function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}
