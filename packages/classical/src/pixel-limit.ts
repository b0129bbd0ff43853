import type { PixelArray } from '@cv/image';

/** The largest value that a number format has. */
export function pixelLimit(data: PixelArray): number {
  if (data instanceof Float32Array) return Number.POSITIVE_INFINITY;
  return data instanceof Uint8Array ? 255 : 65535;
}
