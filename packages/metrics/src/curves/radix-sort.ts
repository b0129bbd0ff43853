/** 32-bit keys in three digits: 11, 11 and 10 bits. */
const DIGITS = [
  { shift: 0, mask: 0x7ff },
  { shift: 11, mask: 0x7ff },
  { shift: 22, mask: 0x3ff },
] as const;

/** Where each digit's first key goes, or undefined when all keys share the digit. */
function offsets(keys: Uint32Array, shift: number, mask: number): Uint32Array | undefined {
  const starts = new Uint32Array(mask + 1);
  for (let i = 0; i < keys.length; i++) starts[(keys[i]! >>> shift) & mask]!++;
  if (starts[(keys[0]! >>> shift) & mask] === keys.length) return undefined;
  let sum = 0;
  for (let digit = 0; digit <= mask; digit++) {
    const count = starts[digit]!;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

/**
 * Sorts keys upwards, in linear time.
 *
 * @param keys overwritten
 * @param spare as long as `keys`, overwritten
 * @returns the one of the two that holds the result
 */
export function radixSort(keys: Uint32Array, spare: Uint32Array): Uint32Array {
  let [from, to] = [keys, spare];
  for (const { shift, mask } of DIGITS) {
    const next = offsets(from, shift, mask);
    if (next === undefined) continue;
    for (let i = 0; i < from.length; i++) {
      const key = from[i]!;
      to[next[(key >>> shift) & mask]!++] = key;
    }
    [from, to] = [to, from];
  }
  return from;
}

/**
 * The order that sorts keys upwards and leaves equal ones in their order, in linear time.
 *
 * @param words the words of each key, least significant first, all of one length
 */
export function radixArgsort(words: readonly Uint32Array[]): Uint32Array {
  const length = words[0]!.length;
  let [from, to] = [Uint32Array.from({ length }, (_, i) => i), new Uint32Array(length)];
  for (const word of words) {
    for (const { shift, mask } of DIGITS) {
      const next = offsets(word, shift, mask);
      if (next === undefined) continue;
      for (let i = 0; i < length; i++) {
        const index = from[i]!;
        to[next[(word[index]! >>> shift) & mask]!++] = index;
      }
      [from, to] = [to, from];
    }
  }
  return from;
}
