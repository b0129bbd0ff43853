import { LEVELS_BLOCK, levelsKernel } from '../kernels/levels-kernel.ts';
import { Scratch } from '../kernels/scratch.ts';

/** 1 for each byte that is above a level, else 0. */
export function markBytes(data: Uint8Array, level: number): Uint8Array {
  const mask = new Uint8Array(data.length);
  const whole = Math.floor(Math.min(255, level));
  if (whole < 0) return mask.fill(1);
  const kernel = levelsKernel();
  if (!kernel) {
    // The sign of a difference: no branch for every pixel.
    for (let i = 0; i < mask.length; i++) mask[i] = (whole - data[i]!) >>> 31;
    return mask;
  }
  const scratch = new Scratch(kernel.memory);
  const [from, to] = [scratch.take(LEVELS_BLOCK), scratch.take(LEVELS_BLOCK)];
  const buffer = scratch.ready();
  const [source, target] = [new Uint8Array(buffer, from, LEVELS_BLOCK), new Uint8Array(buffer, to, LEVELS_BLOCK)];
  for (let at = 0; at < data.length; at += LEVELS_BLOCK) {
    const length = Math.min(LEVELS_BLOCK, data.length - at);
    source.set(data.subarray(at, at + length));
    kernel.markBytes(from, (length + 15) & -16, whole, to);
    mask.set(target.subarray(0, length), at);
  }
  return mask;
}
