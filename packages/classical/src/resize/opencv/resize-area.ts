import { emptyLike } from '../../empty-like.ts';
import type { PixelGrid } from '../../pixel-grid.ts';
import { areaKernel } from '../bytes/area-kernel.ts';
import { type AreaTaps, areaTaps } from './area-taps.ts';
import { areaByKernel } from './kernel-area.ts';
import { writeFloats } from './round-half-even.ts';

const { fround } = Math;
/** The memory of a kernel stays with the program: longer rows leave it alone. */
const MOST = 2 ** 20;

/**
 * Shrinks both axes, each old pixel counting by the part of it that a new one covers; sums in single precision.
 * @source OpenCV, resize.cpp, ResizeArea_Invoker
 */
export function resizeArea(grid: PixelGrid, width: number, height: number): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const across = areaTaps(columns, width);
  const down = areaTaps(rows, height);
  const out = emptyLike(data, planes * height * width * channels);
  const kernel = out instanceof Uint8Array && columns * channels < MOST ? areaKernel() : undefined;
  if (kernel) {
    areaByKernel(kernel, grid, { across, down }, out as Uint8Array);
    return { ...grid, data: out, rows: height, columns: width };
  }
  const length = columns * channels;
  const row = new Float32Array(length);
  const line = new Float32Array(width * channels);
  const sums = new Float32Array(width * channels);
  let held = -1;
  for (let plane = 0, at = 0; plane < planes; plane++) {
    for (let y = 0; y < height; y++, at += line.length) {
      for (let k = 0; k < down.count[y]!; k++) {
        const from = plane * rows + down.first[y]! + k;
        if (from !== held) {
          row.set(data.subarray(from * length, (from + 1) * length));
          coverAcross(row, across, channels, line);
          held = from;
        }
        addLine(sums, line, down.weights[y * down.stride + k]!, k === 0);
      }
      writeFloats(sums, out, at);
    }
  }
  return { ...grid, data: out, rows: height, columns: width };
}

function coverAcross(
  row: Float32Array,
  { first, count, weights, stride }: AreaTaps,
  channels: number,
  line: Float32Array,
): void {
  for (let i = 0, to = 0; i < first.length; i++) {
    const begin = first[i]! * channels;
    const end = i * stride + count[i]!;
    for (let channel = 0; channel < channels; channel++, to++) {
      let sum = 0;
      for (let k = i * stride, from = begin + channel; k < end; k++, from += channels) {
        sum = fround(sum + fround(row[from]! * weights[k]!));
      }
      line[to] = sum;
    }
  }
}

function addLine(sums: Float32Array, line: Float32Array, weight: number, begin: boolean): void {
  if (begin) for (let j = 0; j < sums.length; j++) sums[j] = fround(line[j]! * weight);
  else for (let j = 0; j < sums.length; j++) sums[j] = fround(sums[j]! + fround(line[j]! * weight));
}
