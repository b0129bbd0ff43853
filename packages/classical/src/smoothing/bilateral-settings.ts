import type { PixelArray } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { pixelLimit } from '../pixel-limit.ts';

/** What a bilateral filter needs to know, all checked. */
export interface BilateralSettings {
  readonly radius: number;
  readonly sigmaPx: number;
  readonly sigmaColor: number;
  readonly border: BorderMode;
  readonly fill: number;
}

/** A neighbour: how many rows below and pixels right, and what its distance weighs. */
export interface Neighbour {
  readonly dy: number;
  readonly dx: number;
  readonly weight: number;
}

/** The pixels of a disc, row by row, with the weights of their distances. */
export function discNeighbours({ radius, sigmaPx }: BilateralSettings): readonly Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const squared = dy * dy + dx * dx;
      if (squared > radius * radius) continue;
      neighbours.push({ dy, dx, weight: Math.exp(-squared / (2 * sigmaPx * sigmaPx)) });
    }
  }
  return neighbours;
}

/** Weights of the differences of whole numbers, 0 to `most`. */
export function differenceWeights(most: number, sigmaColor: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, i) => Math.exp((i * i * -0.5) / (sigmaColor * sigmaColor)));
}

/** The largest difference of the values of a number format; undefined where they are no whole numbers. */
export function mostDifference(data: PixelArray): number | undefined {
  return data instanceof Float32Array ? undefined : pixelLimit(data);
}
