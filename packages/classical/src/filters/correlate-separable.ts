import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { combineLines } from './combine-lines.ts';
import type { LineWriter } from './line-writer.ts';

/** A row and a column of weights, the middle one (of an even number: the right or lower one) above the pixel. */
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
}

/**
 * Correlates every channel with the product of a row and a column: `out[y, x] = sum down[i] across[j] in[y + i - ci, x + j - cj]`. Sums
 * are float64. Rows are filtered once, into a ring as high as the column, so that memory is that of a few rows.
 */
export function correlateSeparable(
  grid: PixelGrid,
  { across, down }: SeparableKernel,
  { border, fill, write }: SeparableOptions,
): void {
  const { planes, rows, columns, channels, data } = grid;
  const above = down.length >> 1;
  const before = across.length >> 1;
  const padded = new PaddedLine(grid, { before, after: across.length - 1 - before, border, fill });
  const length = columns * channels;
  const taps = Array.from(across, (_, k) => padded.values.subarray(k * channels, k * channels + length));
  const ring = Array.from(down, () => new Float64Array(length));
  const out = new Float64Array(length);
  for (let plane = 0; plane < planes; plane++) {
    for (let y = -above; y < rows + down.length - 1 - above; y++) {
      const row = borderIndex(y, rows, border);
      if (row < 0) padded.loadConstant(fill);
      else padded.load(data, (plane * rows + row) * length);
      const oldest = ring.shift()!;
      combineLines(taps, across, oldest);
      ring.push(oldest);
      const target = y - (down.length - 1 - above);
      if (target < 0) continue;
      combineLines(ring, down, out);
      write(out, (plane * rows + target) * length);
    }
  }
}
