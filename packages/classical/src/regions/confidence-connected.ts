import { createPicture, dtypeOf, type Picture, PictureError } from '@cv/image';
import type { Point } from '../geometry/transform-from-points.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { isOutside } from './is-outside.ts';
import { type Connectivity, type Neighbors, neighborOffsets, neighborsOf } from './neighbors.ts';
import { PixelStack } from './pixel-stack.ts';
import { type SampleMoments, windowMoments } from './sample-moments.ts';
import { seedPixels } from './seed-pixel.ts';

/** How wide the interval is, and how often it is taken anew. */
export interface ConfidenceConnectedOptions {
  /** Half width of the interval in standard deviations. Default 2.5. */
  readonly multiplier?: number | undefined;
  /** How often mean and deviation are taken from the region that was found. Default 4. */
  readonly iterations?: number | undefined;
  /** Half the side of the square around each seed that gives the first interval, pixels; 0 takes the seeds alone. Default 1. */
  readonly radiusPx?: number | undefined;
  /** Default 4. */
  readonly connectivity?: Connectivity | undefined;
}

/** A region, and the interval that its values lie in. */
export interface ConfidenceConnectedResult {
  /** uint8, 1 in the region, range [0, 1]. */
  readonly mask: Picture<Uint8Array>;
  /** What the last interval was made of, in the units of the picture. */
  readonly mean: number;
  readonly standardDeviation: number;
  /** The interval, both ends included. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * What is connected to seeds and within `mean +- multiplier * deviation`: first of the squares around the seeds, then again and again of the region
 * that came out. The values of the seeds are always within.
 *
 * @param picture one channel
 * @param seeds x and y of at least one pixel
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` for seeds outside or options that are none
 * @source ITK ConfidenceConnectedImageFilter, with its unbiased variance and, for whole numbers, its interval cut off to whole numbers. Deviations: a
 *   single pixel has variance 0 (0 / 0 there), and sums are taken about the mean, so that no variance comes out below 0
 * @example
 * const { mask, mean } = confidenceConnected(scan, [[120, 85]], { multiplier: 2 });
 */
export function confidenceConnected(
  picture: Picture,
  seeds: readonly Point[],
  options: ConfidenceConnectedOptions = {},
): ConfidenceConnectedResult {
  const { multiplier = 2.5, iterations = 4, radiusPx = 1, connectivity = 4 } = options;
  requireGray('confidenceConnected', picture);
  requireFinite('confidenceConnected', picture);
  requireOptions({ multiplier, iterations, radiusPx });
  const neighbors = neighborsOf('confidenceConnected', connectivity);
  const starts = seedPixels('confidenceConnected', picture, seeds);
  const { width, height } = picture;
  let moments = windowMoments(picture, starts, radiusPx);
  let limits = limitsOf(picture, starts, moments, multiplier);
  let region = reach(picture, starts, limits, neighbors);
  for (let i = 0; i < iterations; i++) {
    moments = regionMoments(picture, region);
    if (moments.variance === 0) break;
    limits = limitsOf(picture, starts, moments, multiplier);
    region = reach(picture, starts, limits, neighbors);
  }
  const mask = createPicture({ data: region, width, height, channels: 1, range: [0, 1] });
  const [lower, upper] = limits;
  return { mask, mean: moments.mean, standardDeviation: Math.sqrt(moments.variance), lower, upper };
}

function requireOptions(options: Readonly<Record<'multiplier' | 'iterations' | 'radiusPx', number>>): void {
  for (const [name, value] of Object.entries(options)) {
    const whole = name !== 'multiplier';
    if (Number.isFinite(value) && value >= 0 && (!whole || Number.isInteger(value))) continue;
    const expected = `a ${whole ? 'whole' : 'finite'} number of at least 0`;
    throw new PictureError('option', `confidenceConnected: ${name} must be ${expected}, not ${value}`, options);
  }
}

function limitsOf(
  { data }: Picture,
  starts: Int32Array,
  { mean, variance }: SampleMoments,
  multiplier: number,
): readonly [number, number] {
  const half = multiplier * Math.sqrt(variance);
  const values = Array.from(starts, (start) => data[start]!);
  const lower = Math.min(mean - half, ...values);
  const upper = Math.max(mean + half, ...values);
  const dtype = dtypeOf(data);
  if (dtype === 'float32') return [Math.fround(lower), Math.fround(upper)];
  return [Math.max(0, Math.trunc(lower)), Math.min(dtype === 'uint8' ? 255 : 65535, Math.trunc(upper))];
}

/** 1 for what the seeds reach through values within the limits. */
function reach(
  { data, width, height }: Picture,
  starts: Int32Array,
  [lower, upper]: readonly [number, number],
  neighbors: Neighbors,
): Uint8Array {
  const { dx, dy } = neighbors;
  const offsets = neighborOffsets(neighbors, width);
  const region = new Uint8Array(data.length);
  const edge = new PixelStack();
  for (const start of starts) {
    region[start] = 1;
    edge.push(start);
  }
  while (edge.size > 0) {
    const pixel = edge.pop();
    const x = pixel % width;
    const y = (pixel - x) / width;
    const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
    for (let n = 0; n < offsets.length; n++) {
      if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
      const next = pixel + offsets[n]!;
      if (region[next] === 1 || !(data[next]! >= lower && data[next]! <= upper)) continue;
      region[next] = 1;
      edge.push(next);
    }
  }
  return region;
}

function regionMoments({ data }: Picture, region: Uint8Array): SampleMoments {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < region.length; i++) {
    count += region[i]!;
    sum += region[i]! * data[i]!;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < region.length; i++) squares += region[i]! * (data[i]! - mean) ** 2;
  return { mean, variance: count > 1 ? squares / (count - 1) : 0 };
}
