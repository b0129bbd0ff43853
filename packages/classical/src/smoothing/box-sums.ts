import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';
import type { LineWriter } from '../filters/line-writer.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/** Where the sums go, and what lies beyond the edges. */
interface BoxSumsOptions {
  readonly border: BorderMode;
  readonly fill: number;
  /** What each sum is multiplied with. */
  readonly scale: number;
  readonly write: LineWriter;
}

/**
 * Sums of all windows of a size, at a cost that does not depend on it: a row is summed by what enters and leaves the window, and so are the
 * rows. All values must be finite. Sums of integers are exact.
 */
export function boxSums(
  grid: PixelGrid,
  { height, width }: { readonly height: number; readonly width: number },
  { border, fill, scale, write }: BoxSumsOptions,
): void {
  const { planes, rows, columns, channels, data } = grid;
  const [above, before] = [height >> 1, width >> 1];
  const padded = new PaddedLine(grid, { before, after: width - 1 - before, border, fill });
  const length = columns * channels;
  const ring = Array.from({ length: height }, () => new Float64Array(length));
  const sums = new Float64Array(length);
  const out = new Float64Array(length);
  for (let plane = 0; plane < planes; plane++) {
    sums.fill(0);
    for (const line of ring) line.fill(0);
    for (let target = 1 - height, slot = 0; target < rows; target++, slot = (slot + 1) % height) {
      const row = borderIndex(target + height - 1 - above, rows, border);
      if (row < 0) padded.loadConstant(fill);
      else padded.load(data, (plane * rows + row) * length);
      replaceRow(padded.values, width * channels, channels, ring[slot]!, sums);
      if (target < 0) continue;
      for (let j = 0; j < length; j++) out[j] = sums[j]! * scale;
      write(out, (plane * rows + target) * length);
    }
  }
}

/** Sums a row, and lets it take the place of an old one in the column sums. */
function replaceRow(
  values: Float64Array,
  span: number,
  channels: number,
  line: Float64Array,
  sums: Float64Array,
): void {
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let k = channel; k < span - channels; k += channels) sum += values[k]!;
    for (let j = channel; j < line.length; j += channels) {
      sum += values[j + span - channels]!;
      sums[j] = sums[j]! + sum - line[j]!;
      line[j] = sum;
      sum -= values[j]!;
    }
  }
}
