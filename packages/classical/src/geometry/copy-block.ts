import type { PixelArray } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/** Where each row and column of a new grid comes from; -1 for none, which becomes `fill`. */
export interface GridSource {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly fill?: number;
}

/** Puts a grid together from rows and columns of another. */
export function copyBlock(grid: PixelGrid, { rows, columns, fill = 0 }: GridSource): PixelGrid {
  const { data, planes, channels } = grid;
  const out = emptyLike(data, planes * rows.length * columns.length * channels);
  const runs = columnRuns(columns);
  const length = columns.length * channels;
  for (let plane = 0, at = 0; plane < planes; plane++) {
    for (let y = 0; y < rows.length; y++, at += length) {
      if (rows[y]! < 0) out.fill(fill, at, at + length);
      else copyRow(data, (plane * grid.rows + rows[y]!) * grid.columns, out, { at, runs, channels, fill });
    }
  }
  return { ...grid, data: out, rows: rows.length, columns: columns.length };
}

/** Columns side by side that come from columns side by side, in order or turned round; or from nowhere. */
interface ColumnRun {
  readonly to: number;
  readonly from: number;
  readonly length: number;
  readonly turned: boolean;
}

function columnRuns(columns: Int32Array): readonly ColumnRun[] {
  const runs: ColumnRun[] = [];
  for (let to = 0; to < columns.length; ) {
    const first = columns[to]!;
    const second = columns[to + 1];
    const step = first < 0 ? 0 : first > 0 && second === first - 1 ? -1 : 1; // what follows 0 downwards is nowhere
    let end = to + 1;
    while (end < columns.length && columns[end] === columns[end - 1]! + step) end++;
    runs.push({ to, from: step < 0 ? columns[end - 1]! : first, length: end - to, turned: step < 0 });
    to = end;
  }
  return runs;
}

function copyRow(
  data: PixelArray,
  line: number,
  out: PixelArray,
  {
    at,
    runs,
    channels,
    fill,
  }: { readonly at: number; readonly runs: readonly ColumnRun[]; readonly channels: number; readonly fill: number },
): void {
  for (const { to, from, length, turned } of runs) {
    const begin = at + to * channels;
    const end = begin + length * channels;
    if (from < 0) {
      out.fill(fill, begin, end);
      continue;
    }
    const source = (line + from) * channels;
    out.set(data.subarray(source, source + length * channels), begin);
    if (!turned) continue;
    const part = out.subarray(begin, end);
    part.reverse();
    if (channels > 1) turnPixels(part, channels);
  }
}

/** Turns the channels of each pixel round. */
function turnPixels(values: PixelArray, channels: number): void {
  for (let at = 0; at < values.length; at += channels) {
    for (let a = at, b = at + channels - 1; a < b; a++, b--) {
      const value = values[a]!;
      values[a] = values[b]!;
      values[b] = value;
    }
  }
}
