import { OptionError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { leaf } from '../tfjs/leaf.ts';

export interface RangeOptions {
  readonly step?: number;
  readonly dtype?: 'float32' | 'int32';
}

/**
 * Makes a vector of evenly spaced numbers.
 *
 * @param start first number
 * @param stop excluded end
 * @param options.step not 0; default 1
 * @param options.dtype default int32
 * @returns `[max(0, ceil((stop - start) / step))]`
 * @throws OptionError when step is 0 or a number is not finite
 * @example
 * ```ts
 * const positions = range(0, 10);
 * ```
 */
export function range(start: number, stop: number, { step = 1, dtype = 'int32' }: RangeOptions = {}): Tensor {
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isFinite(length) || !Number.isFinite(start) || step === 0) {
    throw new OptionError(
      `range: start ${start}, stop ${stop}, step ${step}, expected finite numbers and a step that is not 0`,
      {
        op: 'range',
        start,
        stop,
        step,
      },
    );
  }
  const at = (_: unknown, i: number): number => start + i * step;
  return leaf(dtype === 'int32' ? Int32Array.from({ length }, at) : Float32Array.from({ length }, at), [length], dtype);
}
