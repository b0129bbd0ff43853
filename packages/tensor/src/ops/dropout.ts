import { plus, times } from '../composed/arithmetic.ts';
import { cutGrid } from '../random/cut-grid.ts';
import { randomGrid } from '../random/random-grid.ts';
import { randomSums } from '../random/random-sums.ts';
import type { Rng } from '../rng.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { customGradient } from '../tfjs/custom-gradient.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';

export interface DropoutOptions {
  readonly rate: number;
  readonly rng: Rng;
}

const LEVELS = 65536;

/**
 * Sets elements to 0 at random and scales the rest so that the mean stays (inverted dropout). The mask is computed on the device, the
 * same on every device.
 *
 * y = x * mask / (1 - rate), mask = 1 with probability 1 - rate
 *
 * @param x any shape, float32
 * @param options.rate in [0, 1), rounded to a multiple of 2^-16
 * @param options.rng advances by an amount that depends on x.size alone
 * @returns same shape, float32
 * @throws OptionError when the rate is out of range; DTypeError, DisposedError
 * @source Srivastava et al. 2014
 * @example
 * ```ts
 * const y = dropout(x, { rate: 0.1, rng });
 * ```
 */
export function dropout(x: Tensor, { rate, rng }: DropoutOptions): Tensor {
  checkTensor('dropout', 'x', x, FLOAT);
  checkNumber('dropout', 'rate', rate, (r) => r >= 0 && r < 1, 'a number in [0, 1)');
  const keep = Math.max(1, Math.round((1 - rate) * LEVELS)) / LEVELS;
  if (keep === 1 || x.size === 0) return run('Identity', { x });
  return customGradient(
    [x],
    (save) => {
      const factor = keepFactor(x, keep, rng);
      save([factor]);
      return times(x, factor);
    },
    (dy, [factor]) => [times(dy, factor!)],
  );
}

/** 1 / keep where an element stays, else 0. */
function keepFactor(x: Tensor, keep: number, rng: Rng): Tensor {
  const sums = randomSums(rng, randomGrid(x.size), 2);
  // floor(s + keep) - floor(s) is 1 where frac(s) >= 1 - keep, else 0; exact, as both have 16 bits after the point.
  const raised = run('Floor', { x: plus(sums, keep) });
  const mask = run('Sub', { a: raised, b: run('Floor', { x: sums }) });
  return cutGrid(run('Multiply', { a: mask, b: fill([], 1 / keep) }), x.shape);
}
