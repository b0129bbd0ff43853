import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { sizeOf } from './size-of.ts';

/** Options of {@link truncNormal}. */
export interface TruncNormalOptions {
  rng: Rng;
  mean?: number;
  std?: number;
  /** Smallest value that may come out: an absolute bound, not a number of standard deviations. */
  low?: number;
  /** Largest value that may come out. */
  high?: number;
}

/**
 * Values of `N(mean, std^2)`, those outside `[low, high]` drawn again.
 * @param shape any.
 * @returns float32, row-major.
 * @throws OptionError when the bounds are no interval, `std` is not above 0, or the interval lies more than
 * 2 `std` from `mean` (PyTorch only warns); ShapeError for a bad shape.
 * @source torch.nn.init.trunc_normal_ (`a`, `b` are `low`, `high` here). Where the interval holds little of the
 * distribution both draw evenly and accept by the density, which has the same distribution.
 * @example
 * ```ts
 * embedding.fill(truncNormal(embedding.shape, { rng, std: 0.02 }));
 * ```
 */
export function truncNormal(
  shape: readonly number[],
  { rng, mean = 0, std = 1, low = -2, high = 2 }: TruncNormalOptions,
): Float32Array {
  if (!(std > 0) || !(low < high) || !Number.isFinite(mean + std + low + high)) {
    throw new OptionError(
      `truncNormal: received mean ${mean}, std ${std}, bounds ${low} and ${high}, expected finite numbers, std > 0, low < high`,
    );
  }
  if (mean < low - 2 * std || mean > high + 2 * std) {
    throw new OptionError(
      `truncNormal: mean ${mean} is more than 2 std (${std}) from the interval [${low}, ${high}]; move it closer`,
    );
  }
  // On a narrow interval few normal draws fall inside, but many even ones are accepted.
  const draw = high - low < 2 * std ? evenly(rng, mean, std, low, high) : () => mean + std * rng.normal();
  const values = new Float32Array(sizeOf(shape, 'truncNormal'));
  for (let i = 0; i < values.length; i++) {
    let value = draw();
    // Rounding to float32 may step over a bound: look at the rounded value.
    while (Math.fround(value) < low || Math.fround(value) > high) value = draw();
    values[i] = value;
  }
  return values;
}

/** Draws from the part of `N(mean, std^2)` on `[low, high]` by accepting even draws by the density. */
function evenly(rng: Rng, mean: number, std: number, low: number, high: number): () => number {
  const mode = Math.min(Math.max(mean, low), high);
  const peak = ((mode - mean) / std) ** 2;
  return () => {
    for (;;) {
      const value = low + (high - low) * rng.uniform();
      if (rng.uniform() < Math.exp(0.5 * (peak - ((value - mean) / std) ** 2))) return value;
    }
  };
}
