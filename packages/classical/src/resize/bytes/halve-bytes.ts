import { Scratch } from '../../kernels/scratch.ts';
import type { PixelGrid } from '../../pixel-grid.ts';
import { type AreaKernel, areaKernel } from './area-kernel.ts';
import type { ByteTaps } from './byte-taps.ts';

/** How a block of 2 x 2 is averaged: once, halves up (OpenCV), or across and then down, each time halves up (Pillow). */
export type Halving = 'once' | 'each-axis';

/** Whether taps are the mean of two pixels each. */
export function areHalves({ first, count, weights, stride }: ByteTaps, from: number): boolean {
  if (from !== 2 * first.length) return false;
  for (let i = 0; i < first.length; i++) {
    if (first[i] !== 2 * i || count[i] !== 2 || weights[i * stride] !== weights[i * stride + 1]) return false;
  }
  return true;
}

/** Makes one pixel of each block of 2 x 2; width and height are even. */
export function halveBytes(grid: PixelGrid, halving: Halving): PixelGrid {
  const size = { rows: grid.rows / 2, columns: grid.columns / 2 };
  const out = new Uint8Array(grid.planes * size.rows * size.columns * grid.channels);
  const halved = { ...grid, data: out, ...size };
  const kernel = areaKernel();
  if (kernel) halveByKernel(kernel, grid, halving, out);
  else halveByScript(grid, halving, out);
  return halved;
}

function halveByScript({ data, planes, rows, columns, channels }: PixelGrid, halving: Halving, out: Uint8Array): void {
  const length = columns * channels;
  const pair = 2 * channels;
  for (let y = 0, to = 0; y < (planes * rows) / 2; y++) {
    const above = 2 * y * length;
    for (let begin = above; begin < above + length; begin += pair) {
      for (let at = begin; at < begin + channels; at++, to++) {
        const [a, b] = [data[at]!, data[at + channels]!];
        const [c, d] = [data[at + length]!, data[at + length + channels]!];
        out[to] = halving === 'once' ? (a + b + c + d + 2) >> 2 : (((a + b + 1) >> 1) + ((c + d + 1) >> 1) + 1) >> 1;
      }
    }
  }
}

/** Rows go through the kernel's memory in strips. */
const STRIP = 2 ** 16;

function halveByKernel(kernel: AreaKernel, grid: PixelGrid, halving: Halving, out: Uint8Array): void {
  const { data, planes, rows, columns, channels } = grid;
  const length = columns * channels;
  const pairs = (planes * rows) / 2;
  const strip = Math.max(1, Math.min(pairs, Math.floor(STRIP / (2 * length))));
  const scratch = new Scratch(kernel.memory);
  const from = scratch.take(strip * 2 * length);
  const to = scratch.take((strip * length) / 2);
  const memory = scratch.ready();
  const once = halving === 'once' ? 1 : 0;
  for (let y = 0; y < pairs; y += strip) {
    const count = Math.min(strip, pairs - y);
    new Uint8Array(memory, from).set(data.subarray(2 * y * length, 2 * (y + count) * length));
    for (let i = 0; i < count; i++) {
      const above = from + 2 * i * length;
      kernel.halveRows(above, above + length, to + (i * length) / 2, length / 2, channels, once);
    }
    out.set(new Uint8Array(memory, to, (count * length) / 2), (y * length) / 2);
  }
}
