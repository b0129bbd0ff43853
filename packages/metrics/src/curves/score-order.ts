import { radixArgsort, radixSort } from './radix-sort.ts';

/** Scores from the highest to the lowest. */
export type SortedScores = Float32Array | Float64Array;

const SIGN = 0x80000000;

/** Bits of a float32 as a key that grows as the number falls. Its own inverse for the sign is {@link bitsOfKey}. */
function keyOfBits(bits: number): number {
  return bits < SIGN ? ~(bits | SIGN) >>> 0 : bits;
}

/** The bits behind a key. */
function bitsOfKey(key: number): number {
  return key < SIGN ? ~key & ~SIGN : key;
}

/** Sorts float32 numbers downwards, in place and in linear time. */
function sortFloat32(scores: Float32Array, spare: Uint32Array): void {
  const keys = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  for (let i = 0; i < keys.length; i++) keys[i] = keyOfBits(keys[i]!);
  const sorted = radixSort(keys, spare.subarray(0, keys.length));
  for (let i = 0; i < sorted.length; i++) keys[i] = bitsOfKey(sorted[i]!);
}

/**
 * Sorts numbers downwards, in place; float32 ones in linear time.
 *
 * @param scores finite, without -0
 * @param spare at least as long, overwritten; float64 numbers need none
 */
export function sortDescending(scores: SortedScores, spare: Uint32Array): void {
  if (scores.length < 2) return;
  if (scores instanceof Float32Array) sortFloat32(scores, spare);
  else scores.sort().reverse();
}

/**
 * The order that sorts numbers downwards and leaves equal ones in their order, in linear time.
 *
 * @param scores finite, without -0
 */
export function argsortDescending(scores: SortedScores): Uint32Array {
  const width = scores.BYTES_PER_ELEMENT / Uint32Array.BYTES_PER_ELEMENT;
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length * width);
  if (width === 1) return radixArgsort([bits.map(keyOfBits)]);
  const high = Uint32Array.from({ length: scores.length }, (_, i) => keyOfBits(bits[2 * i + HIGH_WORD]!));
  // Where the sign turns the high word over, the low word turns with it.
  const low = Uint32Array.from({ length: scores.length }, (_, i) => {
    const word = bits[2 * i + 1 - HIGH_WORD]!;
    return bits[2 * i + HIGH_WORD]! < SIGN ? ~word >>> 0 : word;
  });
  return radixArgsort([low, high]);
}

/** Which of a float64's two words holds its sign: the second one on little-endian machines. */
const HIGH_WORD = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 1 : 0;
