/** Groups of new values that the kernel makes at once: where each begins, how its bytes are brought together, and weights. */
export interface ValueGroups {
  /** Values of a group, at most four. */
  readonly group: number;
  /** For each group where in the row its first value is taken from, bytes. */
  readonly offsets: Uint32Array;
  /** For each group 16 bytes for the shuffle, then weights. */
  readonly entries: Uint8Array;
}

interface GroupShape {
  /** For each new pixel the first old one. */
  readonly first: Int32Array;
  readonly channels: number;
  /** Pixels before the row. */
  readonly padding: number;
  /** How many taps of each value are loaded at once: one to a lane of 32 bits, or two. */
  readonly together: 1 | 2;
  /** Bytes of weights of each group. */
  readonly weights: number;
}

const NOTHING = 0xff;

/** The largest groups of which everything that is loaded at once lies within 16 bytes. */
export function groupValues(
  { first, channels, padding, together, weights }: GroupShape,
  weigh: (entry: Uint8Array, lane: number, pixel: number) => void,
): ValueGroups {
  const length = first.length * channels;
  const from = (value: number): number =>
    (first[Math.floor(value / channels)]! + padding) * channels + (value % channels);
  const most = 15 - (together - 1) * channels;
  const fits = (group: number): boolean => {
    for (let value = 0; value < length; value += group) {
      for (let next = value + 1; next < Math.min(value + group, length); next++) {
        const distance = from(next) - from(value);
        if (distance < 0 || distance > most) return false;
      }
    }
    return true;
  };
  const group = [4, 3, 2].find(fits) ?? 1;
  const offsets = Uint32Array.from({ length: Math.ceil(length / group) }, (_, i) => from(i * group));
  const size = 16 + weights;
  const entries = new Uint8Array(offsets.length * size);
  for (let i = 0; i < offsets.length; i++) {
    const entry = entries.subarray(i * size, (i + 1) * size);
    entry.fill(NOTHING, 0, 16);
    for (let lane = 0; lane < Math.min(group, length - i * group); lane++) {
      const value = i * group + lane;
      entry[4 * lane] = from(value) - offsets[i]!;
      if (together === 2) entry[4 * lane + 2] = from(value) - offsets[i]! + channels;
      weigh(entry, lane, Math.floor(value / channels));
    }
  }
  return { group, offsets, entries };
}
