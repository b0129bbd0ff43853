import type { PixelArray } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { formatName } from '../kernels/format-name.ts';
import { networksBinary } from '../kernels/networks.generated.ts';
import { PaddedStrips } from '../kernels/padded-strips.ts';
import { SCRATCH_LIMIT, Scratch } from '../kernels/scratch.ts';
import { viewLike } from '../kernels/view-like.ts';
import { type WasmKernel, wasmKernel } from '../kernels/wasm-kernel.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { medianNetwork } from './median-network.ts';
import { networkTable } from './network-table.ts';

type Medians = (
  table: number,
  tableEnd: number,
  found: number,
  strip: number,
  pitch: number,
  rows: number,
  length: number,
  chunk: number,
  halo: number,
  out: number,
) => void;

/** What `assembly/networks.ts` exports. */
interface NetworksKernel extends WasmKernel, Readonly<Record<`medians${'Uint8' | 'Uint16' | 'Float32'}`, Medians>> {
  ordered(at: number, bytes: number): void;
  restored(at: number, bytes: number): void;
}

export const networksKernel: () => NetworksKernel | undefined =
  /* @__PURE__ */ wasmKernel<NetworksKernel>(networksBinary);

/** What the lines of a network may take, so that they stay in the cache that is nearest. Bytes. */
const NEAR = 24576;

/**
 * Medians by a network of comparators, for small windows: its cost grows with the area.
 * @param fill a value of the number format
 * @returns false where there is no kernel, or rows are too long for its memory
 */
export function networkStrips(
  grid: PixelGrid,
  { height, width }: { readonly height: number; readonly width: number },
  { border, fill }: { readonly border: BorderMode; readonly fill: number },
  data: PixelArray,
): boolean {
  const kernel = networksKernel();
  if (!kernel) return false;
  const scratch = new Scratch(kernel.memory);
  const strips = new PaddedStrips(grid, { height, width }, { border, fill }, scratch);
  const size = data.BYTES_PER_ELEMENT;
  if (strips.bytes > SCRATCH_LIMIT) return false;
  const [pitch, pixel] = [strips.pitch * size, grid.channels * size];
  const length = grid.columns * pixel;
  const halo = (width - 1) * pixel;
  const network = medianNetwork({ height, width });
  const { slots, write } = networkTable(network);
  const { chunk, bytes } = lineSize(length, halo, slots);
  const tableBytes = network.comparators.length * 16;
  const result = scratch.take(strips.rows * length);
  const table = scratch.take(tableBytes);
  const lines = scratch.take(slots * bytes);
  const buffer = scratch.ready();
  strips.open(buffer);
  const found = write(new Uint32Array(buffer, table, tableBytes / 4), { at: lines, bytes, pitch, pixel });
  const medians = kernel[`medians${formatName(data)}`];
  const floats = data instanceof Float32Array;
  const out = viewLike(data, buffer, result, (strips.rows * length) / size);
  strips.each((rows, at) => {
    if (floats) kernel.ordered(strips.address, (rows + height - 1) * pitch);
    medians(table, table + tableBytes, found, strips.address, pitch, rows, length, chunk, halo, result);
    if (floats) kernel.restored(result, rows * length);
    data.set(out.subarray(0, (rows * length) / size), at);
  });
  return true;
}

/** How much of a row is done at once, and what a line of it takes with what windows reach beyond it. Bytes. */
function lineSize(length: number, halo: number, slots: number): { readonly chunk: number; readonly bytes: number } {
  const chunk = Math.min(length, Math.max(256, 2 * halo, (Math.floor(NEAR / slots) - halo) & -32));
  return { chunk, bytes: (chunk + 2 * halo + 63) & -32 };
}
