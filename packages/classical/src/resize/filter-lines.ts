import { emptyLike } from '../empty-like.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import type { FilterTaps } from './filter-taps.ts';
import { pixelRounding } from './pixel-rounding.ts';

/** Resizes every line. Sums are made in float64 and rounded once to the number format. */
export function filterAcross(grid: PixelGrid, axis: FilterTaps): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const rounding = pixelRounding(data);
  const { first, count, weights, stride } = rounding.taps(axis);
  const to = first.length;
  const source = new Float64Array(columns * channels);
  const line = new Float64Array(to * channels);
  const out = emptyLike(data, planes * rows * line.length);
  for (let row = 0; row < planes * rows; row++) {
    source.set(data.subarray(row * source.length, (row + 1) * source.length));
    for (let i = 0, at = 0; i < to; i++) {
      const taps = i * stride;
      const end = taps + count[i]!;
      for (let channel = 0; channel < channels; channel++, at++) {
        let sum = 0;
        for (let k = taps, from = first[i]! * channels + channel; k < end; k++, from += channels) {
          sum += weights[k]! * source[from]!;
        }
        line[at] = sum;
      }
    }
    rounding.write(line, out, row * line.length);
  }
  return { ...grid, data: out, columns: to };
}

/** Resizes every column, line by line, so that memory is read in order. */
export function filterDown(grid: PixelGrid, axis: FilterTaps): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const rounding = pixelRounding(data);
  const { first, count, weights, stride } = rounding.taps(axis);
  const to = first.length;
  const length = columns * channels;
  const source = new Float64Array(length);
  const line = new Float64Array(length);
  const out = emptyLike(data, planes * to * length);
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < to; i++) {
      line.fill(0);
      for (let k = 0; k < count[i]!; k++) {
        const from = (plane * rows + first[i]! + k) * length;
        source.set(data.subarray(from, from + length));
        const weight = weights[i * stride + k]!;
        for (let j = 0; j < length; j++) line[j]! += weight * source[j]!;
      }
      rounding.write(line, out, (plane * to + i) * length);
    }
  }
  return { ...grid, data: out, rows: to };
}
