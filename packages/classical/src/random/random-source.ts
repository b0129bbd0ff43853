import { PictureError } from '@cv/image';

/**
 * Seeded random numbers (xoshiro128**, its state filled by splitmix32): the same seed gives the same numbers in every JavaScript engine. Those
 * of `@cv/tensor` are out of reach: this package stands without tfjs.
 *
 * @source Blackman, Vigna 2021: Scrambled linear pseudorandom number generators; prng.di.unimi.it/xoshiro128starstar.c
 */
export class RandomSource {
  readonly #state: Uint32Array;

  /**
   * @param seed a whole number from 0, or the four words of the state
   * @throws {PictureError} `option` for anything else
   */
  constructor(where: string, seed: number | Uint32Array) {
    if (typeof seed !== 'number') {
      this.#state = seed.slice();
      return;
    }
    if (!(Number.isSafeInteger(seed) && seed >= 0)) {
      throw new PictureError('option', `${where}: seed must be a whole number of at least 0, not ${String(seed)}`, {
        seed,
      });
    }
    let mixed = (seed ^ Math.imul(Math.floor(seed / 2 ** 32), 0x9e3779b1)) | 0;
    this.#state = Uint32Array.from({ length: 4 }, () => {
      mixed = (mixed + 0x9e3779b9) | 0;
      let word = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      return word ^ (word >>> 15);
    });
  }

  /** The next 32 bits as an unsigned number. */
  uint32(): number {
    const state = this.#state;
    const second = state[1]!;
    const times5 = Math.imul(second, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    state[2]! ^= state[0]!;
    state[3]! ^= second;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= second << 9;
    const last = state[3]!;
    state[3] = (last << 11) | (last >>> 21);
    return result;
  }

  /** The next number in [0, 1), a multiple of 2^-53. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    return (high * 67108864 + (this.uint32() >>> 6)) * 2 ** -53;
  }

  /** The next whole number in [0, count), for counts up to 2^53. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** The next number of the normal distribution with mean 0 and variance 1 (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}
