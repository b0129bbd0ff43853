import { LEVELS_BLOCK, levelsKernel } from '../kernels/levels-kernel.ts';
import { Scratch } from '../kernels/scratch.ts';

/** What a table of 256 bytes has for each byte. */
export function mapLevels(data: Uint8Array, table: Uint8Array): Uint8Array {
  const out = new Uint8Array(data.length);
  const kernel = levelsKernel();
  if (!kernel) {
    for (let i = 0; i < data.length; i++) out[i] = table[data[i]!]!;
    return out;
  }
  const scratch = new Scratch(kernel.memory);
  const [from, to, levels] = [scratch.take(LEVELS_BLOCK), scratch.take(LEVELS_BLOCK), scratch.take(256)];
  const buffer = scratch.ready();
  const [source, target] = [new Uint8Array(buffer, from, LEVELS_BLOCK), new Uint8Array(buffer, to, LEVELS_BLOCK)];
  new Uint8Array(buffer, levels, 256).set(table);
  for (let at = 0; at < data.length; at += LEVELS_BLOCK) {
    const length = Math.min(LEVELS_BLOCK, data.length - at);
    source.set(data.subarray(at, at + length));
    kernel.mapBytes(from, (length + 7) & -8, levels, to);
    out.set(target.subarray(0, length), at);
  }
  return out;
}
