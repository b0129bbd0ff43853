import { levelsKernel } from '../kernels/levels-kernel.ts';
import { mapBlocks } from '../kernels/map-blocks.ts';

/** What a table of 256 bytes has for each byte. */
export function mapLevels(data: Uint8Array, table: Uint8Array): Uint8Array {
  const kernel = levelsKernel();
  if (kernel) return mapBlocks(kernel, data, table, kernel.mapBytes);
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = table[data[i]!]!;
  return out;
}
