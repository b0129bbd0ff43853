import { minus, plus, times } from '../composed/arithmetic.ts';
import { cutGrid } from '../random/cut-grid.ts';
import { randomGrid } from '../random/random-grid.ts';
import { randomSums } from '../random/random-sums.ts';
import type { Rng } from '../rng.ts';
import { checkShape } from '../shape/check-shape.ts';
import { shapeSize } from '../shape/shape-size.ts';
import type { Shape, Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

export interface RandomUniformOptions {
  readonly rng: Rng;
}

/**
 * Uniform random numbers in [0, 1), multiples of 2^-24, computed on the device and the same on every device.
 *
 * u[r, c] = frac(sum over k of a[r, k] b[k, c]): only the vectors a and b, about 24 sqrt(size) numbers, are drawn in JavaScript.
 *
 * @param shape any shape
 * @param options.rng advances by an amount that depends on the size alone
 * @returns the given shape, float32; no gradient
 * @throws ShapeError when the shape is not made of integers >= 0
 * @example
 * ```ts
 * const noise = randomUniform([32, 28, 28, 1], { rng: new Rng(1) });
 * ```
 */
export function randomUniform(shape: Shape, { rng }: RandomUniformOptions): Tensor {
  checkShape('randomUniform', shape);
  const size = shapeSize(shape);
  if (size === 0) return fill(shape, 0);
  return tidy(() => {
    const grid = randomGrid(size);
    const high = fraction(randomSums(rng, grid, 2));
    const low = fraction(randomSums(rng, grid, 1));
    return cutGrid(plus(high, times(low, 2 ** -16)), shape);
  });
}

function fraction(x: Tensor): Tensor {
  return minus(x, run('Floor', { x }));
}
