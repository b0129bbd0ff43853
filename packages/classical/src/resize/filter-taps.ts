import type { Kernel } from './resize-filter.ts';

/** For each new pixel along one axis: the old pixels that it is made of, and their weights. */
export interface FilterTaps {
  /** Position of the first old pixel. */
  readonly first: Int32Array;
  /** How many old pixels follow from there. */
  readonly count: Int32Array;
  /** `stride` places for each new pixel, `count` of them used; they add up to 1. */
  readonly weights: Float64Array;
  readonly stride: number;
}

/** How one axis is resized. */
export interface AxisScale {
  readonly from: number;
  readonly to: number;
  /** Whether the filter is as wide as the new pixels when shrinking. */
  readonly antialias: boolean;
}

/**
 * The weights of a filter along one axis, with half-pixel centres: new pixel `i` lies at `(i + 0.5) * from / to`. At the
 * border the filter is cut off and what is left is normalised.
 * @source Pillow, Resample.c, precompute_coeffs
 */
export function filterTaps({ support, weight }: Kernel, { from, to, antialias }: AxisScale): FilterTaps {
  const scale = from / to;
  const stretch = antialias ? Math.max(scale, 1) : 1;
  const reach = support * stretch;
  const stride = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Float64Array(to * stride);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(from, Math.trunc(centre + reach + 0.5));
    first[i] = start;
    count[i] = end - start;
    let sum = 0;
    for (let k = 0; k < end - start; k++) {
      const value = weight((k + start - centre + 0.5) / stretch);
      weights[i * stride + k] = value;
      sum += value;
    }
    for (let k = 0; k < end - start; k++) weights[i * stride + k]! /= sum;
  }
  return { first, count, weights, stride };
}
