import type { ByteTaps } from './byte-taps.ts';

/** What the kernel wants to know to resize a row: for each group of values where they begin, how they are brought together, and weights. */
export interface AcrossTable {
  /** Values of a group, at most four. */
  readonly group: number;
  readonly pairs: number;
  /** For each group where in the row its first value is taken from, bytes. */
  readonly offsets: Uint32Array;
  /** For each group 16 bytes for the shuffle, then weights of 16 bits, 16 bytes for each pair of taps, or 32 (`split`). */
  readonly entries: Uint8Array;
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
const NOTHING = 0xff;

/** The largest groups whose pairs of taps lie within 16 bytes each. */
export function acrossTable(taps: ByteTaps, shape: RowShape): AcrossTable {
  const { channels } = shape;
  const length = taps.first.length * channels;
  const from = (value: number): number =>
    (taps.first[Math.floor(value / channels)]! + shape.padding) * channels + (value % channels);
  const fits = (group: number): boolean => {
    for (let value = 0; value < length; value += group) {
      const begin = from(value);
      for (let next = value + 1; next < Math.min(value + group, length); next++) {
        const distance = from(next) - begin;
        if (distance < 0 || distance + channels > 15) return false;
      }
    }
    return true;
  };
  const group = [4, 3, 2, 1].find(fits) ?? 1;
  const pairs = Math.ceil(taps.stride / 2);
  const offsets = Uint32Array.from({ length: Math.ceil(length / group) }, (_, i) => from(i * group));
  const size = 16 + pairs * (shape.split ? 32 : 16);
  const entries = new Uint8Array(offsets.length * size);
  for (let i = 0; i < offsets.length; i++) {
    const entry = entries.subarray(i * size, (i + 1) * size);
    const lanes = Math.min(group, length - i * group);
    entry.fill(NOTHING, 0, 16);
    for (let lane = 0; lane < lanes; lane++) {
      const value = i * group + lane;
      entry[4 * lane] = from(value) - offsets[i]!;
      entry[4 * lane + 2] = from(value) - offsets[i]! + channels;
      writeWeights(entry, lane, taps, Math.floor(value / channels), shape.split);
    }
  }
  return { group, pairs, offsets, entries };
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
