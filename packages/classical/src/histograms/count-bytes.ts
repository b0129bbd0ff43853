import { LEVELS_BLOCK, type LevelsKernel } from '../kernels/levels-kernel.ts';
import { Scratch } from '../kernels/scratch.ts';

/** How often each byte occurs, by the kernel. */
export function countBytes(kernel: LevelsKernel, data: Uint8Array): Float64Array {
  const scratch = new Scratch(kernel.memory);
  const [from, tables] = [scratch.take(LEVELS_BLOCK), scratch.take(4 * 1024)];
  const buffer = scratch.ready();
  const source = new Uint8Array(buffer, from, LEVELS_BLOCK);
  const counts = new Uint32Array(buffer, tables, 4 * 256).fill(0);
  const sums = new Float64Array(256);
  for (let at = 0; at < data.length; at += LEVELS_BLOCK) {
    const length = Math.min(LEVELS_BLOCK, data.length - at);
    const whole = length & -8;
    source.set(data.subarray(at, at + length));
    kernel.countBytes(from, whole, tables);
    for (let i = whole; i < length; i++) sums[source[i]!]!++;
  }
  for (let i = 0; i < counts.length; i++) sums[i & 255]! += counts[i]!;
  return sums;
}
