import { levelsKernel } from '../kernels/levels-kernel.ts';
import { mapBlocks } from '../kernels/map-blocks.ts';

/** 1 for each byte that is above a level, else 0. */
export function markBytes(data: Uint8Array, level: number): Uint8Array {
  const whole = Math.floor(Math.min(255, level));
  if (whole < 0) return new Uint8Array(data.length).fill(1);
  const kernel = levelsKernel();
  if (kernel) {
    return mapBlocks(kernel, data, new Uint8Array(), (from, length, _, to) =>
      kernel.markBytes(from, length, whole, to),
    );
  }
  const mask = new Uint8Array(data.length);
  // The sign of a difference: no branch for every pixel.
  for (let i = 0; i < mask.length; i++) mask[i] = (whole - data[i]!) >>> 31;
  return mask;
}
