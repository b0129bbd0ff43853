import type { Rng } from '../rng.ts';
import type { RandomGrid } from './random-grid.ts';

/** Length of the vectors whose inner product makes one random number. */
export const TERMS = 8;
const ROW_MASK = 31;

/** Random integers of a grid: `rows` `[R, TERMS * limbs]` and `columns` `[TERMS * limbs, C]`. */
export interface GridWords {
  readonly rows: Float32Array;
  readonly columns: Float32Array;
}

/**
 * Draws the vectors behind a grid of random numbers u[r, c] = frac(sum over k of a[r, k] b[k, c]), with a[r, k] in 0..31 (the first
 * odd) and b[k, c] a fraction of 8 * limbs bits.
 *
 * Every factor has 8 significant bits at most (b is split into limbs of one byte, for which a is repeated) and every sum is a
 * multiple of 2^-(8 limbs) below 256: exact in float32 up to two limbs in any order of summation, also on matrix units that round
 * their factors to TF32 or bfloat16. So every device gets the same numbers.
 */
export function gridWords(rng: Rng, { rows, columns }: RandomGrid, limbs: 1 | 2): GridWords {
  const rowBytes = rng.fillBytes(new Uint8Array(rows * TERMS));
  const columnBytes = rng.fillBytes(new Uint8Array(columns * TERMS * limbs));
  const width = TERMS * limbs;
  const a = new Float32Array(rows * width);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < TERMS; k++) {
      const word = (rowBytes[r * TERMS + k]! & ROW_MASK) | (k === 0 ? 1 : 0);
      for (let limb = 0; limb < limbs; limb++) a[r * width + limb * TERMS + k] = word;
    }
  }
  const b = new Float32Array(columnBytes.length);
  for (let limb = 0, i = 0; limb < limbs; limb++) {
    const unit = 2 ** (-8 * (limb + 1));
    for (let k = 0; k < TERMS * columns; k++, i++) b[i] = columnBytes[i]! * unit;
  }
  return { rows: a, columns: b };
}
