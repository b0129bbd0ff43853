import type { PixelArray } from '@cv/image';

/** A view of the number format of `data`. */
export function viewLike(data: PixelArray, buffer: ArrayBuffer, at: number, length: number): PixelArray {
  if (data instanceof Uint8Array) return new Uint8Array(buffer, at, length);
  return data instanceof Uint16Array ? new Uint16Array(buffer, at, length) : new Float32Array(buffer, at, length);
}
