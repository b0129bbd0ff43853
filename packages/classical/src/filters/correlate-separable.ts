import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';
import { type AxisWindow, centeredWindow } from '../convolution/axis-window.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { openLineBank } from './line-bank.ts';
import type { LineWriter } from './line-writer.ts';

/** A row and a column of weights. */
export interface SeparableKernel {
  readonly across: Float64Array;
  readonly down: Float64Array;
}

/** Where the sums go, and what lies beyond the edges. */
export interface SeparableOptions {
  readonly border: BorderMode;
  readonly fill: number;
  /** Takes each line of the result with its position in the array. */
  readonly write: LineWriter;
  /** How the kernel moves, with stride and dilation 1; in the middle and everywhere by default. */
  readonly windows?: { readonly down: AxisWindow; readonly across: AxisWindow };
}

/**
 * Correlates every channel with the product of a row and a column: `out[y, x] = sum down[i] across[j] in[y + i - ci, x + j - cj]`. Sums
 * are float64. Rows are filtered once, into a ring as high as the column, so that memory is that of a few rows.
 */
export function correlateSeparable(
  grid: PixelGrid,
  { across, down }: SeparableKernel,
  { border, fill, write, windows }: SeparableOptions,
): void {
  const { planes, rows, columns, channels, data } = grid;
  const vertical = windows?.down ?? centeredWindow(down.length, rows);
  const horizontal = windows?.across ?? centeredWindow(across.length, columns);
  const around = edges(horizontal, columns);
  const longest = Math.max((around.before + columns + around.after) * channels, across.length, down.length);
  const bank = openLineBank({ lines: down.length + 4, longest, taps: Math.max(across.length, down.length) });
  const padded = new PaddedLine(grid, { ...around, border, fill }, bank);
  const length = horizontal.count * channels;
  const taps = Array.from(across, (_, k) => padded.values.subarray(k * channels, k * channels + length));
  const ring = Array.from(down, () => bank.room(length));
  const out = bank.room(length);
  const [acrossWeights, downWeights] = [bank.room(across.length), bank.room(down.length)];
  acrossWeights.set(across);
  downWeights.set(down);
  for (let plane = 0; plane < planes; plane++) {
    for (let target = 1 - down.length; target < vertical.count; target++) {
      const row = borderIndex(target + down.length - 1 - vertical.before, rows, border);
      if (row < 0) padded.loadConstant(fill);
      else padded.load(data, (plane * rows + row) * columns * channels);
      const oldest = ring.shift()!;
      bank.combine(taps, acrossWeights, oldest);
      ring.push(oldest);
      if (target < 0) continue;
      bank.combine(ring, downWeights, out);
      bank.write(out, write, (plane * vertical.count + target) * length);
    }
  }
}

/** How many positions a window sees before and after a line. */
export function edges(
  { size, before, count, stride, dilation }: AxisWindow,
  length: number,
): { readonly before: number; readonly after: number } {
  const last = (count - 1) * stride - before + (size - 1) * dilation;
  return { before, after: Math.max(0, last - (length - 1)) };
}
