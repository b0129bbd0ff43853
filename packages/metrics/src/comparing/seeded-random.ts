import { MetricError } from '../metric-error.ts';

const TWO_POW_32 = 2 ** 32;

/**
 * Seeded 32-bit random numbers (xoshiro128++), the same on every machine.
 *
 * @source Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021; seeded by Steele's SplitMix
 */
export class SeededRandom {
  readonly #state: Uint32Array;

  /** @throws MetricError unless the seed is a whole number of at least 0 and below 2^53 */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new MetricError(`seed is ${seed}; expected a whole number of at least 0`, { seed });
    }
    let counter = (seed % TWO_POW_32) ^ Math.imul(Math.floor(seed / TWO_POW_32), 0x85ebca6b);
    this.#state = Uint32Array.from({ length: 4 }, () => {
      counter = (counter + 0x9e3779b9) | 0;
      let mixed = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    });
  }

  /** The next 32 random bits. */
  uint32(): number {
    const s = this.#state;
    const sum = (s[0]! + s[3]!) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + s[0]!) >>> 0;
    const shifted = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= shifted;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  }

  /** A whole number below `n`, at most 2^32, each equally likely. */
  below(n: number): number {
    // Numbers from the last, incomplete round of n would make the first ones more likely.
    const limit = TWO_POW_32 - (TWO_POW_32 % n);
    for (;;) {
      const bits = this.uint32();
      if (bits < limit) return bits % n;
    }
  }
}
