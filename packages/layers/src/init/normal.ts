import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { sizeOf } from './size-of.ts';

/**
 * Values drawn from the normal distribution `N(mean, std^2)`.
 * @param shape any.
 * @param options.rng advances.
 * @returns float32, row-major.
 * @throws OptionError when `mean` is not finite or `std` is negative; ShapeError for a bad shape.
 * @source torch.nn.init.normal_
 * @example
 * ```ts
 * linear.weight.fill(normal(linear.weight.shape, { rng, std: 0.01 }));
 * ```
 */
export function normal(
  shape: readonly number[],
  { rng, mean = 0, std = 1 }: { rng: Rng; mean?: number; std?: number },
): Float32Array {
  if (!Number.isFinite(mean) || !(std >= 0 && std < Infinity)) {
    throw new OptionError(`normal: received mean ${mean} and std ${std}, expected finite numbers, std >= 0`);
  }
  const values = new Float32Array(sizeOf(shape, 'normal'));
  rng.fillNormal(values, mean, std);
  return values;
}
