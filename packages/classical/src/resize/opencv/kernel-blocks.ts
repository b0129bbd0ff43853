import { Scratch } from '../../kernels/scratch.ts';
import type { PixelGrid } from '../../pixel-grid.ts';
import type { AreaKernel } from '../bytes/area-kernel.ts';

/** How many rows of bytes can be summed in 16 bits. */
export const MOST_ROWS = 257;

/** Means of blocks of bytes by the kernel, at most {@link MOST_ROWS} rows each, into `out`. */
export function blocksByKernel(
  kernel: AreaKernel,
  { data, planes, rows, columns, channels }: PixelGrid,
  block: { readonly width: number; readonly height: number },
  out: Uint8Array,
): void {
  const length = columns * channels;
  const to = length / block.width;
  const scratch = new Scratch(kernel.memory);
  const [strip, sums, bytes] = [scratch.take(length * block.height), scratch.take(length * 2), scratch.take(to)];
  const memory = scratch.ready();
  const [source, rounded] = [new Uint8Array(memory, strip), new Uint8Array(memory, bytes, to)];
  const scale = 1 / (block.width * block.height);
  for (let y = 0; y < (planes * rows) / block.height; y++) {
    source.set(data.subarray(y * block.height * length, (y + 1) * block.height * length));
    kernel.sumRows(strip, length, block.height, sums);
    kernel.meanOfSums(sums, block.width, channels, scale, bytes, to);
    out.set(rounded, y * to);
  }
}
