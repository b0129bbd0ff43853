import type { Rng } from '../rng.ts';
import type { Tensor } from '../tensor.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { gridWords, TERMS } from './grid-words.ts';
import type { RandomGrid } from './random-grid.ts';

/** `[R, C]` sums in [0, 256) whose fractions are uniform random numbers of 8 * limbs bits, computed in the graph. */
export function randomSums(rng: Rng, grid: RandomGrid, limbs: 1 | 2): Tensor {
  const words = gridWords(rng, grid, limbs);
  const a = leaf(words.rows, [grid.rows, TERMS * limbs], 'float32');
  const b = leaf(words.columns, [TERMS * limbs, grid.columns], 'float32');
  return run('BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
}
