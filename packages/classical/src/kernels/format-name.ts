import type { PixelArray } from '@cv/image';

/** How kernels name the number format of `data`. */
export function formatName(data: PixelArray): 'Uint8' | 'Uint16' | 'Float32' {
  if (data instanceof Uint8Array) return 'Uint8';
  return data instanceof Uint16Array ? 'Uint16' : 'Float32';
}
