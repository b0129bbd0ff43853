import type { PixelArray } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { histogramsBinary } from '../kernels/histograms.generated.ts';
import { type Kernel, kernelOf } from '../kernels/kernel.ts';
import { PaddedStrips } from '../kernels/padded-strips.ts';
import { Scratch } from '../kernels/scratch.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/** What `assembly/histograms.ts` exports. */
interface HistogramsKernel extends Kernel {
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
  /* @__PURE__ */ kernelOf<HistogramsKernel>(histogramsBinary);

/** Columns whose histograms stay in the cache. */
const TILE = 512;

/** The memory of a kernel stays with the program: pictures that want more than this leave it alone. Bytes. */
const MOST = 2 ** 26;

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
  const [above, before] = [height >> 1, width >> 1];
  const { columns, channels } = grid;
  const strips = new PaddedStrips(grid, { above, below: above, before, after: before }, { border, fill }, scratch);
  if (strips.length > MOST) return false;
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
  for (let plane = 0; plane < grid.planes; plane++) {
    for (let first = 0; first < grid.rows; first += strips.rows) {
      const rows = Math.min(strips.rows, grid.rows - first);
      strips.load(plane, first, rows);
      kernel.medians(
        ...([strips.address, strips.pitch, rows, length] as const),
        ...([height, width, channels, tile, histograms, window, result] as const),
      );
      data.set(out.subarray(0, rows * length), (plane * grid.rows + first) * length);
    }
  }
  return true;
}
