import { dtypeOf, type PixelArray } from '@cv/image';

/** Zeros of the number format of `data`. */
export function emptyLike(data: PixelArray, length: number): PixelArray {
  const dtype = dtypeOf(data);
  if (dtype === 'uint8') return new Uint8Array(length);
  return dtype === 'uint16' ? new Uint16Array(length) : new Float32Array(length);
}
