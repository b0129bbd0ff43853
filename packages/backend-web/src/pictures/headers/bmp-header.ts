import { cutOff, type HeaderReader, hasText, viewOf } from './picture-header.ts';

const uncompressed = 0;
const bitFields = 3;

/**
 * Reads the size of a Windows bitmap and, where it is not compressed, checks that its rows are all there.
 * @source Microsoft, BITMAPINFOHEADER and BITMAPV5HEADER; OS/2's BITMAPCOREHEADER
 */
export const bmpHeader: HeaderReader = (bytes) => {
  if (!hasText(bytes, 0, 'BM')) return undefined;
  if (bytes.length < 30) return cutOff;
  const view = viewOf(bytes);
  const headerLength = view.getUint32(14, true);
  if (headerLength === 12) {
    const size = { width: view.getUint16(18, true), height: view.getUint16(20, true) };
    return {
      format: 'BMP',
      ...size,
      channels: 3,
      damage: missingRows(bytes, view, { ...size, bits: view.getUint16(24, true) }),
    };
  }
  if (headerLength < 40 || bytes.length < 14 + headerLength) return cutOff;
  // A negative height says that the rows begin at the top.
  const size = { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  const compression = view.getUint32(30, true);
  const alphaMask = headerLength >= 56 && compression === bitFields ? view.getUint32(66, true) : 0;
  const plain = compression === uncompressed || compression === bitFields;
  const damage = plain ? missingRows(bytes, view, { ...size, bits: view.getUint16(28, true) }) : undefined;
  return { format: 'BMP', ...size, channels: alphaMask === 0 ? 3 : 4, damage };
};

function missingRows(
  bytes: Uint8Array,
  view: DataView,
  { width, height, bits }: { readonly width: number; readonly height: number; readonly bits: number },
): string | undefined {
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  return view.getUint32(10, true) + rowBytes * height > bytes.length ? 'it ends too early' : undefined;
}
