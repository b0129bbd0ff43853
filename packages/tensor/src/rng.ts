import { OptionError } from './errors.ts';
import { naturalLog } from './random/natural-log.ts';
import { philox } from './random/philox.ts';

/** Where a generator stands: plain data for a checkpoint. `counter` counts the 32-bit words taken so far. */
export interface RngState {
  /** The 64-bit key as 16 hexadecimal digits. */
  readonly key: string;
  readonly counter: number;
  /** The second number of a pair that `normal()` drew and has not handed out yet. */
  readonly spareNormal: number | null;
}

const TWO_POW_32 = 4294967296;
const TWO_POW_MINUS_53 = 2 ** -53;
const SPLIT_DOMAIN = 0x73706c74;

/**
 * Seeded, splittable, counter-based random numbers (Philox4x32-10): the same seed gives the same numbers in every
 * JavaScript engine and on every device.
 *
 * @source Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011
 * @example
 * ```ts
 * const rng = new Rng(42);
 * const weights = rng.split('conv1.weight'); // its own stream: adding a layer does not change the others
 * rng.permutation(5);
 * ```
 */
export class Rng {
  #key0: number;
  #key1: number;
  #counter = 0;
  #block: Uint32Array = new Uint32Array(4);
  #spareNormal: number | undefined;

  /**
   * @param seed a non-negative safe integer, or a bigint of which the low 64 bits count
   * @throws OptionError when the seed is a negative, fractional or unsafe number
   */
  constructor(seed: number | bigint) {
    if (typeof seed === 'number' && !(Number.isSafeInteger(seed) && seed >= 0)) {
      throw new OptionError(`Rng: seed is ${seed}, expected a non-negative safe integer or a bigint`, { seed });
    }
    const key = BigInt.asUintN(64, BigInt(seed));
    this.#key0 = Number(key & 0xffffffffn);
    this.#key1 = Number(key >> 32n);
  }

  /** Next 32 random bits as an unsigned integer. */
  uint32(): number {
    const lane = this.#counter & 3;
    if (lane === 0) this.#refill();
    this.#counter += 1;
    return this.#block[lane]!;
  }

  /** Next number in [0, 1), a multiple of 2^-53. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) * TWO_POW_MINUS_53;
  }

  /** Next number of the normal distribution with mean 0 and variance 1 (Marsaglia's polar method). */
  normal(): number {
    const spare = this.#spareNormal;
    if (spare !== undefined) {
      this.#spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * naturalLog(s)) / s);
      this.#spareNormal = v * factor;
      return u * factor;
    }
  }

  /**
   * Next integer in [lo, hi), every one equally likely.
   *
   * @throws OptionError when the bounds are not safe integers, lo >= hi, or the range is wider than 2^32
   */
  integer(lo: number, hi: number): number {
    const range = hi - lo;
    if (!(Number.isSafeInteger(lo) && Number.isSafeInteger(hi) && range > 0 && range <= TWO_POW_32)) {
      throw new OptionError(`Rng.integer: range [${lo}, ${hi}) is not a non-empty range of at most 2^32 integers`, {
        lo,
        hi,
      });
    }
    const limit = TWO_POW_32 - (TWO_POW_32 % range);
    let word = this.uint32();
    while (word >= limit) word = this.uint32();
    return lo + (word % range);
  }

  /** A random order of 0..n-1 (Fisher-Yates). @throws OptionError when n is not an integer in 0..2^32-1 */
  permutation(n: number): Uint32Array {
    if (!(Number.isInteger(n) && n >= 0 && n < TWO_POW_32)) {
      throw new OptionError(`Rng.permutation: n is ${n}, expected an integer in 0..2^32-1`, { n });
    }
    const order = new Uint32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(0, i + 1);
      const kept = order[i]!;
      order[i] = order[j]!;
      order[j] = kept;
    }
    return order;
  }

  /** Fills `target` with numbers in [lo, hi) (24 random bits each, as a float32 holds) and returns it. */
  fillUniform(target: Float32Array, lo = 0, hi = 1): Float32Array {
    const width = hi - lo;
    for (let i = 0; i < target.length; i++) target[i] = lo + width * ((this.uint32() >>> 8) * 2 ** -24);
    return target;
  }

  /** Fills `target` with normally distributed numbers and returns it. */
  fillNormal(target: Float32Array, mean = 0, std = 1): Float32Array {
    for (let i = 0; i < target.length; i++) target[i] = mean + std * this.normal();
    return target;
  }

  /** Fills `target` with random bytes and returns it. */
  fillBytes(target: Uint8Array): Uint8Array {
    for (let i = 0; i < target.length; i += 4) {
      const word = this.uint32();
      target[i] = word;
      if (i + 1 < target.length) target[i + 1] = word >>> 8;
      if (i + 2 < target.length) target[i + 2] = word >>> 16;
      if (i + 3 < target.length) target[i + 3] = word >>> 24;
    }
    return target;
  }

  /**
   * An independent generator named by `label`. It depends on the key and the label alone: this generator does not
   * advance, and the order of splits does not matter.
   */
  split(label: string | number): Rng {
    const bytes = new TextEncoder().encode(`${typeof label === 'number' ? 'n' : 's'}${label}`);
    const state = new Uint32Array([SPLIT_DOMAIN, bytes.length, 0, 0]);
    philox(state, this.#key0, this.#key1);
    for (let i = 0; i < bytes.length; i += 8) {
      for (let j = 0; j < 8 && i + j < bytes.length; j++) state[j >> 2]! ^= bytes[i + j]! << (8 * (j & 3));
      philox(state, this.#key0, this.#key1);
    }
    return new Rng((BigInt(state[2]!) << 32n) | BigInt(state[3]!));
  }

  /** Where the generator stands, as plain data; `Rng.fromState` continues from there. */
  state(): RngState {
    const key = (BigInt(this.#key1) << 32n) | BigInt(this.#key0);
    return {
      key: key.toString(16).padStart(16, '0'),
      counter: this.#counter,
      spareNormal: this.#spareNormal ?? null,
    };
  }

  /** A generator that continues where `state()` was taken. @throws OptionError when the state is malformed */
  static fromState(state: RngState): Rng {
    if (!/^[0-9a-f]{16}$/.test(state.key) || !(Number.isSafeInteger(state.counter) && state.counter >= 0)) {
      throw new OptionError('Rng.fromState: expected { key: 16 hexadecimal digits, counter: a safe integer }', {
        state,
      });
    }
    const rng = new Rng(BigInt(`0x${state.key}`));
    rng.#counter = state.counter;
    rng.#spareNormal = state.spareNormal ?? undefined;
    if ((state.counter & 3) !== 0) rng.#refill();
    return rng;
  }

  #refill(): void {
    const index = Math.floor(this.#counter / 4);
    this.#block[0] = index >>> 0;
    this.#block[1] = Math.floor(index / TWO_POW_32);
    this.#block[2] = 0;
    this.#block[3] = 0;
    philox(this.#block, this.#key0, this.#key1);
  }
}
