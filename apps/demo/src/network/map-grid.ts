import type { Cell, MapShape } from './step.ts';

/** How a map is laid out for looking at: a vector is wrapped into rows. */
export interface MapGrid {
  readonly columns: number;
  readonly rows: number;
  /** Number of values; the last row of a vector may be shorter. */
  readonly count: number;
}

const WIDEST = 32;
const NARROWEST = 16;

/** The grid of one map: its own rows and columns; for a vector as many columns as divide it evenly, where a number from 16 to 32 does. */
export function mapGrid([height, width]: MapShape): MapGrid {
  if (height > 1 || width <= NARROWEST) return { columns: width, rows: height, count: height * width };
  let columns = 24;
  for (let divisor = WIDEST; divisor >= NARROWEST; divisor--) {
    if (width % divisor !== 0) continue;
    columns = divisor;
    break;
  }
  return { columns, rows: Math.ceil(width / columns), count: width };
}

/** Position in the grid of a value of the map. */
export function gridPosition(
  { columns }: MapGrid,
  [, width]: MapShape,
  { row, column }: Cell,
): { x: number; y: number } {
  const index = row * width + column;
  return { x: index % columns, y: Math.floor(index / columns) };
}

/** The value of map `map` at a position of the grid; the nearest one where there is none. */
export function cellAt(grid: MapGrid, [, width]: MapShape, { map, x, y }: { map: number; x: number; y: number }): Cell {
  const index = Math.min(grid.count - 1, clamp(y, grid.rows) * grid.columns + clamp(x, grid.columns));
  const column = index % width;
  return { map, row: (index - column) / width, column };
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}
