import type { PixelGrid } from '../pixel-grid.ts';
import { pillowByteTaps } from './bytes/byte-taps.ts';
import { areHalves, halveBytes } from './bytes/halve-bytes.ts';
import { resizeBytes } from './bytes/resize-bytes.ts';
import { filterAcross, filterDown } from './filter-lines.ts';
import { type FilterTaps, filterTaps } from './filter-taps.ts';
import { nearest } from './nearest.ts';
import { kernels, type PillowFilter } from './resize-filter.ts';

/** A new size, and how to get there. */
export interface PillowResize {
  readonly width: number;
  readonly height: number;
  readonly filter: PillowFilter;
  readonly antialias: boolean;
}

/** @source Pillow, Image.resize */
export function pillowResize(grid: PixelGrid, { width, height, filter, antialias }: PillowResize): PixelGrid {
  if (filter === 'nearest') return nearest(grid, { width, height });
  const taps = (from: number, to: number): FilterTaps =>
    from === to ? samePixels(from) : filterTaps(kernels[filter], { from, to, antialias });
  const across = taps(grid.columns, width);
  const down = taps(grid.rows, height);
  if (grid.data instanceof Uint8Array) {
    const [acrossBytes, downBytes] = [pillowByteTaps(across), pillowByteTaps(down)];
    if (acrossBytes && downBytes && areHalves(acrossBytes, grid.columns) && areHalves(downBytes, grid.rows)) {
      return halveBytes(grid, 'each-axis');
    }
    if (acrossBytes && downBytes) return resizeBytes(grid, acrossBytes, downBytes, 'pillow');
  }
  const resized = grid.columns === width ? grid : filterAcross(grid, across);
  return grid.rows === height ? resized : filterDown(resized, down);
}

/** Every pixel stays as it is. */
function samePixels(length: number): FilterTaps {
  return {
    first: Int32Array.from({ length }, (_, i) => i),
    count: new Int32Array(length).fill(1),
    weights: new Float64Array(length).fill(1),
    stride: 1,
  };
}
