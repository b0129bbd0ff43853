import type { PixelArray } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { Scratch } from '../kernels/scratch.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { type ResizeKernel, resizeKernel } from './bytes/resize-kernel.ts';

/** The memory of a kernel stays with the program: longer rows leave it alone. */
const MOST = 2 ** 20;

/**
 * Takes the old pixel below the middle of each new one, or below its upper left corner (`corners`). Positions of middles add up step by step,
 * as Pillow's do, so that ties fall alike.
 * @source Pillow, Geometry.c, ImagingScaleAffine; for corners OpenCV, resize.cpp, resizeNN
 */
export function nearest(
  grid: PixelGrid,
  { width, height, corners = false }: { readonly width: number; readonly height: number; readonly corners?: boolean },
): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const across = (corners ? cornerPositions : middlePositions)(columns, width);
  const down = (corners ? cornerPositions : middlePositions)(rows, height);
  const out = emptyLike(data, planes * height * width * channels);
  const length = width * channels;
  const copyRow = rowCopier(grid, across, out);
  for (let plane = 0, at = 0; plane < planes; plane++) {
    for (let y = 0; y < height; y++, at += length) {
      if (y > 0 && down[y] === down[y - 1]) out.copyWithin(at, at - length, at);
      else copyRow(plane * rows + down[y]!, at);
    }
  }
  return { ...grid, data: out, rows: height, columns: width };
}

/** Takes the pixels of a row to `at`. */
function rowCopier(grid: PixelGrid, across: Int32Array, out: PixelArray): (row: number, at: number) => void {
  const { data, columns, channels } = grid;
  const kernel = columns * channels < MOST && across.length * channels < MOST ? resizeKernel() : undefined;
  if (kernel) return kernelCopier(kernel, grid, across, out);
  return (row, at) => {
    for (let x = 0, to = at; x < across.length; x++) {
      const from = (row * columns + across[x]!) * channels;
      for (let channel = 0; channel < channels; channel++, to++) out[to] = data[from + channel]!;
    }
  };
}

/** Pixels are bytes to the kernel, whatever their number format. */
function kernelCopier(
  kernel: ResizeKernel,
  { data, columns, channels }: PixelGrid,
  across: Int32Array,
  out: PixelArray,
): (row: number, at: number) => void {
  const size = data.BYTES_PER_ELEMENT * channels;
  const length = columns * size;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const outBytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  const scratch = new Scratch(kernel.memory);
  const [row, to] = [scratch.take(length), scratch.take(across.length * size)];
  const offsets = scratch.take(across.length * 4 + 12);
  const memory = scratch.ready();
  const starts = new Uint32Array(memory, offsets, across.length + 3).fill(0); // pixels are taken by fours
  starts.set(across.map((x) => x * size));
  const [source, made] = [new Uint8Array(memory, row, length), new Uint8Array(memory, to, across.length * size)];
  return (from, at) => {
    source.set(bytes.subarray(from * length, (from + 1) * length));
    kernel.copyPixels(row, offsets, to, across.length, size);
    outBytes.set(made, at * data.BYTES_PER_ELEMENT);
  };
}

function middlePositions(from: number, to: number): Int32Array {
  const step = from / to;
  const positions = new Int32Array(to);
  for (let i = 0, at = step * 0.5; i < to; i++, at += step) positions[i] = Math.min(from - 1, Math.trunc(at));
  return positions;
}

function cornerPositions(from: number, to: number): Int32Array {
  const step = 1 / (to / from);
  return Int32Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.floor(i * step)));
}
