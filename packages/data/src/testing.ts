import { gzipSync } from 'node:zlib';

/** The bytes of an IDX file of uint8. */
export function idxFile(
  shape: readonly number[],
  data: ArrayLike<number>,
  magic: readonly number[] = [0, 0, 8],
): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes.set([...magic, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  bytes.set(Array.from(data), 4 + 4 * shape.length);
  return bytes;
}

/** gzip of `bytes`. */
export const gzip = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));
