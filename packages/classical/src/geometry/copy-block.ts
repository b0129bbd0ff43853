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
  for (let plane = 0, at = 0; plane < planes; plane++) {
    for (let y = 0; y < rows.length; y++) {
      const line = (plane * grid.rows + rows[y]!) * grid.columns;
      for (let x = 0; x < columns.length; x++) {
        const outside = rows[y]! < 0 || columns[x]! < 0;
        const from = (line + columns[x]!) * channels;
        for (let channel = 0; channel < channels; channel++, at++) out[at] = outside ? fill : data[from + channel]!;
      }
    }
  }
  return { ...grid, data: out, rows: rows.length, columns: columns.length };
}
