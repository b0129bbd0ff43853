import { emptyLike } from '../../empty-like.ts';
import type { PixelGrid } from '../../pixel-grid.ts';
import { areaKernel } from '../bytes/area-kernel.ts';
import { halveBytes } from '../bytes/halve-bytes.ts';
import { blocksByKernel, MOST_ROWS } from './kernel-blocks.ts';
import { roundHalfEven, writeFloats } from './round-half-even.ts';

const { fround } = Math;
/** The memory of a kernel stays with the program: larger strips leave it alone. Bytes. */
const MOST = 2 ** 24;

/** The size of the blocks that become one pixel. */
export interface Block {
  readonly width: number;
  readonly height: number;
}

/**
 * The mean of whole blocks of pixels.
 * @source OpenCV, resize.cpp, ResizeAreaFast_Invoker: integers round halves to even, but up for blocks of 2 x 2 without a second channel
 */
export function resizeBlocks(grid: PixelGrid, block: Block): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const up = block.width === 2 && block.height === 2 && channels !== 2;
  if (up && data instanceof Uint8Array) return halveBytes(grid, 'once');
  const size = { rows: rows / block.height, columns: columns / block.width };
  const out = emptyLike(data, planes * size.rows * size.columns * channels);
  const kernel =
    out instanceof Uint8Array && block.height <= MOST_ROWS && columns * channels * block.height < MOST
      ? areaKernel()
      : undefined;
  if (kernel) {
    blocksByKernel(kernel, grid, block, out as Uint8Array);
    return { ...grid, data: out, ...size };
  }
  const length = size.columns * channels;
  // Whole sums that single precision holds may be made in any order.
  const whole = data instanceof Uint8Array || (data instanceof Uint16Array && block.width * block.height <= 256);
  const sums = whole ? new Int32Array(columns * channels) : new Float32Array(length);
  const row = new Int32Array(columns * channels);
  const line = new Float32Array(length);
  for (let y = 0; y < planes * size.rows; y++) {
    const strip = data.subarray(y * block.height * columns * channels, (y + 1) * block.height * columns * channels);
    if (whole) {
      sumRows(strip, sums as Int32Array, row);
      meanOfSums(sums as Int32Array, channels, block, out as Uint8Array | Uint16Array, y * length, up);
    } else {
      meanInOrder(strip, columns, channels, block, line);
      writeFloats(line, out, y * length);
    }
  }
  return { ...grid, data: out, ...size };
}

function sumRows(strip: Uint8Array | Uint16Array | Float32Array, sums: Int32Array, row: Int32Array): void {
  sums.fill(0);
  for (let at = 0; at < strip.length; at += sums.length) {
    row.set(strip.subarray(at, at + sums.length));
    for (let j = 0; j < sums.length; j++) sums[j]! += row[j]!;
  }
}

function meanOfSums(
  sums: Int32Array,
  channels: number,
  block: Block,
  into: Uint8Array | Uint16Array,
  at: number,
  up: boolean,
): void {
  const scale = fround(1 / (block.width * block.height));
  const step = block.width * channels;
  for (let begin = 0, to = at; begin < sums.length; begin += step) {
    for (let channel = 0; channel < channels; channel++, to++) {
      let sum = 0;
      for (let j = begin + channel; j < begin + step; j += channels) sum += sums[j]!;
      into[to] = up ? (sum + 2) >> 2 : roundHalfEven(fround(fround(sum) * scale));
    }
  }
}

/** Sums in single precision, four pixels at a time, whose own sum is exact for integers. */
function meanInOrder(
  strip: Uint8Array | Uint16Array | Float32Array,
  columns: number,
  channels: number,
  { width, height }: Block,
  line: Float32Array,
): void {
  const area = width * height;
  const scale = fround(1 / area);
  const add = strip instanceof Float32Array ? fround : (sum: number) => sum;
  for (let to = 0; to < line.length; to++) {
    const begin = Math.floor(to / channels) * width * channels + (to % channels);
    const value = (k: number): number => strip[begin + (Math.floor(k / width) * columns + (k % width)) * channels]!;
    let sum = 0;
    let k = 0;
    for (; k + 4 <= area; k += 4) {
      sum = fround(sum + fround(add(add(value(k) + value(k + 1)) + value(k + 2)) + value(k + 3)));
    }
    for (; k < area; k++) sum = fround(sum + value(k));
    line[to] = fround(sum * scale);
  }
}
