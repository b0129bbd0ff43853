import type { PixelArray } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { histogramsBinary } from '../kernels/histograms.generated.ts';
import { PaddedStrips } from '../kernels/padded-strips.ts';
import { SCRATCH_LIMIT, Scratch } from '../kernels/scratch.ts';
import { type WasmKernel, wasmKernel } from '../kernels/wasm-kernel.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/** What `assembly/histograms.ts` exports. */
interface HistogramsKernel extends WasmKernel {
  medians(
    strip: number,
    pitch: number,
    rows: number,
    length: number,
    height: number,
    width: number,
    channels: number,
    tile: number,
    histograms: number,
    window: number,
    out: number,
  ): void;
}

export const histogramsKernel: () => HistogramsKernel | undefined =
  /* @__PURE__ */ wasmKernel<HistogramsKernel>(histogramsBinary);

/** Columns whose histograms stay in the cache. */
const TILE = 512;

/**
 * Medians of uint8 at a cost that does not depend on the size of the window.
 * @param fill a value of uint8
 * @returns false where there is no kernel, for other number formats, and for windows whose counts have no room
 * @source S. Perreault, P. Hebert: Median filtering in constant time, IEEE TIP 16(9), 2007; here the histograms are cumulative
 */
export function histogramStrips(
  grid: PixelGrid,
  { height, width }: { readonly height: number; readonly width: number },
  { border, fill }: { readonly border: BorderMode; readonly fill: number },
  data: PixelArray,
): boolean {
  if (!(data instanceof Uint8Array) || height > 255 || height * width > 65535) return false;
  const kernel = histogramsKernel();
  if (!kernel) return false;
  const scratch = new Scratch(kernel.memory);
  const { columns, channels } = grid;
  const strips = new PaddedStrips(grid, { height, width }, { border, fill }, scratch);
  if (strips.bytes > SCRATCH_LIMIT) return false;
  const length = columns * channels;
  const span = (width - 1) * channels;
  const tile = Math.min(length, Math.ceil(Math.max(TILE, 2 * span) / channels) * channels);
  const result = scratch.take(strips.rows * length);
  const histograms = scratch.take(272 * (tile + span));
  const window = scratch.take(640);
  const buffer = scratch.ready();
  strips.open(buffer);
  new Uint8Array(buffer, window, 640).fill(0);
  const out = new Uint8Array(buffer, result, strips.rows * length);
  strips.each((rows, at) => {
    kernel.medians(
      ...([strips.address, strips.pitch, rows, length] as const),
      ...([height, width, channels, tile, histograms, window, result] as const),
    );
    data.set(out.subarray(0, rows * length), at);
  });
  return true;
}
