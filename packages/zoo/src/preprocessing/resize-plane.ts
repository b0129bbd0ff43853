import type { Plane } from './gray-plane.ts';

/** The old pixels that a new one is made of, and their weights. */
interface Taps {
  readonly first: Int32Array;
  /** `width` weights for each new pixel; they add up to 1. */
  readonly weights: Float64Array;
  readonly width: number;
}

/**
 * Resizes with half-pixel centres: a new pixel is the average of the old ones below a triangle as wide as the scale
 * (at least one pixel), which is area averaging when shrinking and bilinear when enlarging.
 * @source the antialiased bilinear filter of Pillow and of torch's interpolate; here in float, without rounding between passes.
 */
export function resizePlane(plane: Plane, { width, height }: { width: number; height: number }): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const across = filterRows(plane.data, plane.width, triangleTaps(plane.width, width));
  const down = filterRows(transposed(across, width), plane.height, triangleTaps(plane.height, height));
  return { data: transposed(down, height), width, height };
}

function triangleTaps(from: number, to: number): Taps {
  const scale = from / to;
  const support = Math.max(scale, 1);
  const width = Math.min(from, Math.ceil(support) * 2 + 1);
  const first = new Int32Array(to);
  const weights = new Float64Array(to * width);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.min(Math.max(0, Math.floor(centre - support)), from - width);
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const weight = Math.max(0, 1 - Math.abs(start + k + 0.5 - centre) / support);
      weights[i * width + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < width; k++) weights[i * width + k]! /= sum;
  }
  return { first, weights, width };
}

/** Filters every row of `length` values. */
function filterRows(data: Float32Array, length: number, { first, weights, width }: Taps): Float32Array {
  const rows = data.length / length;
  const out = new Float32Array(rows * first.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let i = 0; i < first.length; i++, at++) {
      const from = row * length + first[i]!;
      let sum = 0;
      for (let k = 0; k < width; k++) sum += weights[i * width + k]! * data[from + k]!;
      out[at] = sum;
    }
  }
  return out;
}

/** Columns as rows, of rows of `length` values. */
function transposed(data: Float32Array, length: number): Float32Array {
  const rows = data.length / length;
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < length; i++) out[i * rows + row] = data[row * length + i]!;
  }
  return out;
}
