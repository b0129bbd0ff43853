import { expect, it } from 'vitest';
import { cellAt, gridPosition, mapGrid } from './map-grid.ts';

it.each([
  [[28, 28, 6], { columns: 28, rows: 28, count: 784 }],
  [[1, 120, 1], { columns: 30, rows: 4, count: 120 }],
  [[1, 84, 1], { columns: 28, rows: 3, count: 84 }],
  [[1, 10, 1], { columns: 10, rows: 1, count: 10 }],
  [[1, 101, 1], { columns: 24, rows: 5, count: 101 }],
] as const)('lays %j out as %j', (shape, grid) => {
  expect(mapGrid(shape)).toEqual(grid);
});

it('finds the way from a cell to its place and back', () => {
  for (const shape of [
    [28, 28, 6],
    [1, 120, 1],
    [1, 101, 1],
  ] as const) {
    const grid = mapGrid(shape);
    for (const [row, column] of [
      [0, 0],
      [shape[0] - 1, shape[1] - 1],
      [0, 30 % shape[1]],
    ] as const) {
      const cell = { map: 0, row, column };
      expect(cellAt(grid, shape, { map: 0, ...gridPosition(grid, shape, cell) })).toEqual(cell);
    }
  }
});

it('keeps a place beyond the edge at the edge, and in a short last row at its last value', () => {
  expect(cellAt(mapGrid([4, 4, 1]), [4, 4, 1], { map: 2, x: 9, y: -1 })).toEqual({ map: 2, row: 0, column: 3 });
  expect(cellAt(mapGrid([1, 101, 1]), [1, 101, 1], { map: 0, x: 23, y: 4 })).toEqual({ map: 0, row: 0, column: 100 });
});
