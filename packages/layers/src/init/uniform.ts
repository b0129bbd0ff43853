import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { sizeOf } from './size-of.ts';

/**
 * Values drawn evenly from `[low, high)`.
 * @param shape any.
 * @param options.rng advances by the number of values.
 * @returns float32, row-major.
 * @throws OptionError when the bounds are not finite or `low > high`; ShapeError for a bad shape.
 * @source torch.nn.init.uniform_
 * @example
 * ```ts
 * linear.weight.fill(uniform(linear.weight.shape, { rng, low: -0.1, high: 0.1 }));
 * ```
 */
export function uniform(
  shape: readonly number[],
  { rng, low = 0, high = 1 }: { rng: Rng; low?: number; high?: number },
): Float32Array {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) {
    throw new OptionError(`uniform: received bounds ${low} and ${high}, expected finite numbers, low <= high`);
  }
  const values = new Float32Array(sizeOf(shape, 'uniform'));
  rng.fillUniform(values, low, high);
  return values;
}
