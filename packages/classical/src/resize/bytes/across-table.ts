import type { ByteTaps } from './byte-taps.ts';
import { groupValues, type ValueGroups } from './value-groups.ts';

/** What the kernel wants to know to resize a row: weights of 16 bits, 16 bytes for each pair of taps, or 32 (`split`). */
export interface AcrossTable extends ValueGroups {
  readonly pairs: number;
}

interface RowShape {
  readonly channels: number;
  /** Pixels before the row. */
  readonly padding: number;
  /** Whether weights have more than 16 bits and come as two, high and low. */
  readonly split: boolean;
}

/** The bits of the lower part of a weight. */
export const LOW_BITS = 11;

/** The largest groups whose pairs of taps lie within 16 bytes each. */
export function acrossTable(taps: ByteTaps, { channels, padding, split }: RowShape): AcrossTable {
  const pairs = Math.ceil(taps.stride / 2);
  const shape = { first: taps.first, channels, padding, together: 2, weights: pairs * (split ? 32 : 16) } as const;
  const groups = groupValues(shape, (entry, lane, pixel) => writeWeights(entry, lane, taps, pixel, split));
  return { ...groups, pairs };
}

function writeWeights(
  entry: Uint8Array,
  lane: number,
  { weights, count, stride }: ByteTaps,
  pixel: number,
  split: boolean,
): void {
  const words = new Int16Array(entry.buffer, entry.byteOffset + 16, (entry.length - 16) / 2);
  for (let k = 0; k < count[pixel]!; k++) {
    const weight = weights[pixel * stride + k]!;
    const at = (k >> 1) * (split ? 16 : 8) + 2 * lane + (k & 1);
    words[at] = split ? weight >> LOW_BITS : weight;
    if (split) words[at + 8] = weight & ((1 << LOW_BITS) - 1);
  }
}
