import type { FilterTaps } from '../filter-taps.ts';
import type { OpencvTaps } from '../opencv/opencv-taps.ts';
import { roundHalfEven } from '../opencv/round-half-even.ts';

/** Taps with whole weights. Positions may lie outside; the nearest pixel counts there. */
export interface ByteTaps {
  readonly first: Int32Array;
  /** How many of the `stride` weights of each new pixel count. */
  readonly count: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
}

/** The bits behind the point in Pillow's weights for 8 bits. */
export const PILLOW_BITS = 22;

/**
 * Pillow's weights for 8 bits.
 * @returns undefined where sums could leave 32 bits: weights that nearly cancel out
 * @source Pillow, Resample.c, normalize_coeffs_8bpc
 */
export function pillowByteTaps({ first, count, weights, stride }: FilterTaps): ByteTaps | undefined {
  const whole = Int32Array.from(weights, (w) => Math.trunc(w * 2 ** PILLOW_BITS + (w < 0 ? -0.5 : 0.5)));
  for (let at = 0; at < whole.length; at += stride) {
    let most = 0;
    for (let k = at; k < at + stride; k++) most += 255 * Math.abs(whole[k]!);
    if (most + 2 ** (PILLOW_BITS - 1) >= 2 ** 31) return undefined;
  }
  return { first, count, weights: whole, stride };
}

/** OpenCV's weights for 8 bits: parts of 2048, halves to even. */
export function opencvByteTaps({ first, count, weights }: OpencvTaps): ByteTaps {
  const whole = Int32Array.from(weights, (weight) => roundHalfEven(weight * 2048));
  return { first, count: new Int32Array(first.length).fill(count), weights: whole, stride: count };
}
