import { PictureError } from '@cv/image';
import type { Points } from '../points.ts';
import { requireAmount } from '../require-amount.ts';
import { requireCount } from '../require-count.ts';
import { roundEven } from './round-even.ts';

/** Where mean shifts start, and how far they look. */
export interface MeanShiftOptions {
  /** Radius within which points count, above 0; {@link estimateBandwidth} proposes one. */
  readonly bandwidth: number;
  /** Where to start: at every point, or at the middle of every box of the bandwidth that holds points. Default `points`. */
  readonly seeding?: 'points' | 'bins' | undefined;
  /** Points that a box must hold, with `bins`. Default 1. */
  readonly minBinFrequency?: number | undefined;
  /** Default 300. */
  readonly maxIterations?: number | undefined;
}

/** Options with what was left out. */
export type SettledMeanShiftOptions = {
  readonly [K in keyof MeanShiftOptions]-?: Exclude<MeanShiftOptions[K], undefined>;
};

/** @throws {PictureError} `option` for what is none */
export function settleMeanShiftOptions(where: string, options: MeanShiftOptions): SettledMeanShiftOptions {
  const { bandwidth, seeding = 'points', minBinFrequency = 1, maxIterations = 300 } = options;
  requireAmount(where, 'bandwidth', bandwidth, 'above zero');
  requireCount(where, 'minBinFrequency', { value: minBinFrequency });
  requireCount(where, 'maxIterations', { value: maxIterations });
  if (seeding !== 'points' && seeding !== 'bins') {
    const message = `${where}: seeding must be points or bins, not ${String(seeding)}`;
    throw new PictureError('option', message, { seeding });
  }
  return { bandwidth, seeding, minBinFrequency, maxIterations };
}

/**
 * Where to start, `count * dimensions` numbers.
 * @source scikit-learn's `get_bin_seeds`: as many boxes as points start at the points
 */
export function meanShiftSeeds(
  { values, dimensions, weights }: Points,
  { bandwidth, seeding, minBinFrequency }: SettledMeanShiftOptions,
): Float64Array {
  if (seeding === 'points') return Float64Array.from(values);
  const boxes = new Map<string, { readonly middle: readonly number[]; frequency: number }>();
  const count = values.length / dimensions;
  for (let i = 0; i < count; i++) {
    const box = Array.from(values.subarray(i * dimensions, (i + 1) * dimensions), (value) =>
      roundEven(value / bandwidth),
    );
    const key = box.join();
    const weight = weights?.[i] ?? 1;
    const found = boxes.get(key);
    if (found === undefined) boxes.set(key, { middle: box.map((step) => step * bandwidth), frequency: weight });
    else found.frequency += weight;
  }
  const kept = [...boxes.values()].filter(({ frequency }) => frequency >= minBinFrequency);
  if (kept.length === count) return Float64Array.from(values);
  return Float64Array.from(kept.flatMap(({ middle }) => middle));
}
