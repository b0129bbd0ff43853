import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';
import { edges } from '../filters/correlate-separable.ts';
import { openLineBank } from '../filters/line-bank.ts';
import type { LineWriter } from '../filters/line-writer.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import type { AxisWindow } from './axis-window.ts';

/** A kernel with weights in rows, and how it moves. */
export interface PlaneKernel {
  readonly weights: Float64Array;
  readonly down: AxisWindow;
  readonly across: AxisWindow;
}

/**
 * Correlates every channel with a kernel: `out[y, x] = sum weights[i, j] in[y sy - py + i dy, x sx - px + j dx]`. Sums are float64; weights
 * of 0 are left out, and what lies under them, NaN too, does not count. Memory is that of as many rows as the kernel reaches over.
 */
export function correlatePlane(
  grid: PixelGrid,
  { weights, down, across }: PlaneKernel,
  { border, fill, write }: { readonly border: BorderMode; readonly fill: number; readonly write: LineWriter },
): void {
  const { planes, rows, columns, channels, data } = grid;
  const size = { ...edges(across, columns), border, fill };
  const reach = (down.size - 1) * down.dilation + 1;
  const taps = weights.length;
  const longest = Math.max((size.before + columns + size.after) * channels, taps);
  const bank = openLineBank({ lines: reach + 3, longest, taps });
  const ring = Array.from({ length: reach }, () => new PaddedLine(grid, size, bank));
  const full = (across.count - 1) * across.stride * channels + channels; // every position, also those between strides
  const used = [...weights.keys()].filter((k) => weights[k] !== 0);
  const values = bank.room(used.length);
  values.set(used.map((k) => weights[k]!));
  const views = ring.map(({ values: line }) =>
    Array.from({ length: across.size }, (_, j) =>
      line.subarray(j * across.dilation * channels, j * across.dilation * channels + full),
    ),
  );
  const lines = used.map(() => views[0]![0]!);
  const out = bank.room(full);
  const strided = across.stride === 1 ? out : bank.room(across.count * channels);
  for (let plane = 0; plane < planes; plane++) {
    let loaded = -down.before; // the next row of the input
    for (let y = 0; y < down.count; y++) {
      const top = y * down.stride - down.before;
      for (loaded = Math.max(loaded, top); loaded < top + reach; loaded++) {
        const line = ring[(loaded + down.before) % reach]!;
        const row = borderIndex(loaded, rows, border);
        if (row < 0) line.loadConstant(fill);
        else line.load(data, (plane * rows + row) * columns * channels);
      }
      for (let n = 0; n < used.length; n++) {
        const i = Math.floor(used[n]! / across.size);
        const slot = (top + down.before + i * down.dilation) % reach;
        lines[n] = views[slot]![used[n]! - i * across.size]!;
      }
      if (used.length === 0) out.fill(0);
      else bank.combine(lines, values, out);
      if (strided !== out) takeEvery(out, across.stride, channels, strided);
      bank.write(strided, write, (plane * down.count + y) * strided.length);
    }
  }
}

function takeEvery(line: Float64Array, stride: number, channels: number, out: Float64Array): void {
  for (let at = 0, from = 0; at < out.length; at += channels, from += stride * channels) {
    for (let channel = 0; channel < channels; channel++) out[at + channel] = line[from + channel]!;
  }
}
