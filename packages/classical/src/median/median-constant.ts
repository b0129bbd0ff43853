import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { IntegerLine } from '../border/integer-line.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/**
 * The median of uint8 at a cost that does not depend on the size of the window: every column has a histogram, which takes in one pixel and
 * lets go of one for each row; the histogram of the window is the sum of those of its columns. It has 16 coarse bins, which are always up to
 * date, and 16 times 16 fine ones, of which only the 16 are brought up to date in which the median lies.
 */
export function medianConstant(
  grid: PixelGrid,
  { height, width }: { readonly height: number; readonly width: number },
  { border, fill }: { readonly border: BorderMode; readonly fill: number },
  data: PixelArray,
): void {
  const { planes, rows, columns, channels } = grid;
  const [above, before] = [height >> 1, width >> 1];
  const value = Math.min(255, Math.max(0, Math.round(fill)));
  const line = new IntegerLine(grid, { before, after: before, border, fill: value });
  const across = columns + width - 1;
  const half = (height * width) >> 1;
  const fine = new Uint16Array(across * 256);
  const coarse = new Uint16Array(across * 16);
  const load = (row: number, plane: number): void => {
    const from = borderIndex(row, rows, border);
    if (from < 0) line.loadConstant(value);
    else line.load(grid.data, (plane * rows + from) * columns * channels);
  };
  for (let plane = 0; plane < planes; plane++) {
    for (let channel = 0; channel < channels; channel++) {
      fine.fill(0);
      coarse.fill(0);
      for (let row = -above; row < rows + above; row++) {
        load(row, plane);
        count(line.values, { channel, channels }, 1, fine, coarse);
        const y = row - above;
        if (y < 0) continue;
        const at = (plane * rows + y) * columns * channels + channel;
        medianRow(fine, coarse, { width, columns, half }, data, { at, step: channels });
        load(y - above, plane);
        count(line.values, { channel, channels }, -1, fine, coarse);
      }
    }
  }
}

function count(
  values: Int32Array,
  { channel, channels }: { readonly channel: number; readonly channels: number },
  sign: number,
  fine: Uint16Array,
  coarse: Uint16Array,
): void {
  for (let j = channel, column = 0; j < values.length; j += channels, column++) {
    const value = values[j]!;
    fine[column * 256 + value]! += sign;
    coarse[column * 16 + (value >> 4)]! += sign;
  }
}

function medianRow(
  fine: Uint16Array,
  coarse: Uint16Array,
  { width, columns, half }: { readonly width: number; readonly columns: number; readonly half: number },
  data: PixelArray,
  { at, step }: { readonly at: number; readonly step: number },
): void {
  const windowCoarse = new Int32Array(16);
  const windowFine = new Int32Array(256);
  /** First column that the fine bins of a coarse one hold the sum of. */
  const summed = new Int32Array(16).fill(-width);
  for (let column = 0; column < width - 1; column++) addBins(windowCoarse, 0, coarse, column * 16);
  for (let x = 0, o = at; x < columns; x++, o += step) {
    addBins(windowCoarse, 0, coarse, (x + width - 1) * 16);
    let below = 0;
    let bin = 0;
    while (below + windowCoarse[bin]! <= half) below += windowCoarse[bin++]!;
    catchUp(windowFine, bin, fine, { x, width, since: summed[bin]! });
    summed[bin] = x;
    let level = bin * 16;
    while (below + windowFine[level]! <= half) below += windowFine[level++]!;
    data[o] = level;
    subtractBins(windowCoarse, 0, coarse, x * 16);
  }
}

/** Brings 16 fine bins to the window that begins with column `x`: from where they were, or anew where that is further away. */
function catchUp(
  window: Int32Array,
  bin: number,
  fine: Uint16Array,
  { x, width, since }: { readonly x: number; readonly width: number; readonly since: number },
): void {
  const at = bin * 16;
  if (2 * (x - since) > width) {
    window.fill(0, at, at + 16);
    for (let column = x; column < x + width; column++) addBins(window, at, fine, column * 256 + at);
    return;
  }
  for (let column = since; column < x; column++) {
    subtractBins(window, at, fine, column * 256 + at);
    addBins(window, at, fine, (column + width) * 256 + at);
  }
}

function addBins(to: Int32Array, at: number, from: Uint16Array, start: number): void {
  for (let i = 0; i < 16; i++) to[at + i] = to[at + i]! + from[start + i]!;
}

function subtractBins(from: Int32Array, at: number, what: Uint16Array, start: number): void {
  for (let i = 0; i < 16; i++) from[at + i] = from[at + i]! - what[start + i]!;
}
