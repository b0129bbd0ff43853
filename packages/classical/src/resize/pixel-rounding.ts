import { dtypeOf, type PixelArray } from '@cv/image';
import type { FilterTaps } from './filter-taps.ts';

/** How a number format rounds: what the weights become, and how a line of sums is written. */
export interface PixelRounding {
  readonly taps: (taps: FilterTaps) => FilterTaps;
  readonly write: (line: Float64Array, into: PixelArray, at: number) => void;
}

const fixedPoint = 2 ** 22;

/** Pillow's fixed point for 8 bits: weights are whole numbers of 2^-22, so that sums are exact, and halves go up. */
const uint8: PixelRounding = {
  taps: (taps) => ({ ...taps, weights: taps.weights.map((w) => Math.trunc(w * fixedPoint + (w < 0 ? -0.5 : 0.5))) }),
  write: (line, into, at) => {
    for (let i = 0; i < line.length; i++) {
      into[at + i] = Math.min(255, Math.max(0, Math.floor(line[i]! / fixedPoint + 0.5)));
    }
  },
};

const uint16: PixelRounding = {
  taps: (taps) => taps,
  write: (line, into, at) => {
    for (let i = 0; i < line.length; i++) {
      into[at + i] = Math.min(65535, Math.max(0, Math.floor(line[i]! + 0.5)));
    }
  },
};

const float32: PixelRounding = { taps: (taps) => taps, write: (line, into, at) => into.set(line, at) };

/** The rounding of the number format of `data`. */
export function pixelRounding(data: PixelArray): PixelRounding {
  return { uint8, uint16, float32 }[dtypeOf(data)];
}
