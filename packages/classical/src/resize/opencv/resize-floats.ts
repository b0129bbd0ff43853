import { emptyLike } from '../../empty-like.ts';
import type { PixelGrid } from '../../pixel-grid.ts';
import type { OpencvTaps } from './opencv-taps.ts';
import { writeFloats } from './round-half-even.ts';

const { fround } = Math;

/**
 * Resizes 16 bits and float32 with sums in single precision, each old row once.
 * @source OpenCV, resize.cpp, in its order of additions
 */
export function resizeFloats(grid: PixelGrid, across: OpencvTaps, down: OpencvTaps): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const { count } = down;
  const [width, height] = [across.first.length, down.first.length];
  const out = emptyLike(data, planes * height * width * channels);
  const ring = Array.from({ length: count }, () => new Float32Array(width * channels));
  const held = new Int32Array(count);
  const line = new Float32Array(width * channels);
  for (let plane = 0; plane < planes; plane++) {
    held.fill(-1);
    for (let y = 0; y < height; y++) {
      const lines = Array.from({ length: count }, (_, k) => {
        const row = Math.min(rows - 1, Math.max(0, down.first[y]! + k));
        const kept = ring[row % count]!;
        if (held[row % count] !== row) {
          held[row % count] = row;
          const length = columns * channels;
          const at = (plane * rows + row) * length;
          floatsAcross(data.subarray(at, at + length), across, channels, kept);
        }
        return kept;
      });
      floatsDown(lines, down.weights.subarray(y * count, (y + 1) * count), line, data instanceof Float32Array);
      writeFloats(line, out, (plane * height + y) * line.length);
    }
  }
  return { ...grid, data: out, rows: height, columns: width };
}

function floatsAcross(
  row: ArrayLike<number>,
  { first, count, weights }: OpencvTaps,
  channels: number,
  line: Float32Array,
): void {
  const last = row.length / channels - 1;
  for (let i = 0, to = 0; i < first.length; i++) {
    const begin = first[i]!;
    for (let channel = 0; channel < channels; channel++, to++) {
      let sum = 0;
      for (let k = 0; k < count; k++) {
        const from = Math.min(last, Math.max(0, begin + k)) * channels + channel;
        const term = fround(row[from]! * weights[i * count + k]!);
        sum = k === 0 ? term : fround(sum + term);
      }
      line[to] = sum;
    }
  }
}

/** Most sums of four lines begin with the last one, and so do those of eight in float32. */
function floatsDown(lines: readonly Float32Array[], weights: Float32Array, out: Float32Array, float32: boolean): void {
  const count = lines.length;
  const backwards = count === 4 ? out.length & -8 : count === 8 && float32 ? out.length : 0;
  addLines([...lines].reverse(), weights.slice().reverse(), out.subarray(0, backwards), 0);
  addLines(lines, weights, out.subarray(backwards), backwards);
}

function addLines(lines: readonly Float32Array[], weights: Float32Array, out: Float32Array, at: number): void {
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k]!;
    const weight = weights[k]!;
    for (let j = 0; j < out.length; j++) {
      const term = fround(line[at + j]! * weight);
      out[j] = k === 0 ? term : fround(out[j]! + term);
    }
  }
}
