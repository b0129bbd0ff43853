import type { Plane } from './gray-plane.ts';

/** The old pixels that a new one is made of, and their weights. */
interface Taps {
  readonly first: Int32Array;
  /** `width` weights for each new pixel; they add up to 1. */
  readonly weights: Float64Array;
  readonly width: number;
}

/** Names of the filters. */
export type Interpolation = 'bilinear' | 'bicubic';

/** A new size and how to get there. */
export interface ResizeOptions {
  readonly width: number;
  readonly height: number;
  readonly interpolation?: Interpolation;
}

/** The weight of a pixel at a distance, and the distance from which it is 0; in new pixels. */
const filters = {
  bilinear: { reach: 1, weight: (x: number): number => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weight: cubic },
} as const;

/**
 * Resizes with half-pixel centres: a new pixel is the average of the old ones below a filter (a triangle, or Keys' cubic) as wide as the
 * scale, at least one pixel: interpolation when enlarging, antialiased when shrinking.
 * @source the antialiased filters of Pillow and of torch's interpolate; here in float, without rounding between passes.
 */
export function resizePlane(plane: Plane, { width, height, interpolation = 'bilinear' }: ResizeOptions): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const across = filterRows(plane.data, plane.width, filterTaps(plane.width, width, interpolation));
  const down = filterRows(transposed(across, width), plane.height, filterTaps(plane.height, height, interpolation));
  return { data: transposed(down, height), width, height };
}

/** Keys' cubic with a = -0.5. */
function cubic(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

function filterTaps(from: number, to: number, interpolation: Interpolation): Taps {
  const { reach, weight: weightAt } = filters[interpolation];
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = reach * stretch;
  const width = Math.min(from, Math.ceil(support) * 2 + 1);
  const first = new Int32Array(to);
  const weights = new Float64Array(to * width);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.min(Math.max(0, Math.floor(centre - support)), from - width);
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const weight = weightAt((start + k + 0.5 - centre) / stretch);
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
