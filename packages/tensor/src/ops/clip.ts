import { OptionError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface ClipOptions {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Limits each element to a range; the gradient passes inside the range, not on its bounds.
 *
 * y = min(max(x, min), max)
 *
 * @param x any shape, float32
 * @param options.min lower bound; default -Infinity
 * @param options.max upper bound; default Infinity
 * @returns same shape, float32
 * @source torch.clamp (the gradient as of PyTorch 2.15 and of hardtanh, relu6)
 * @throws OptionError when min > max or a bound is NaN; DTypeError, DisposedError
 * @example
 * ```ts
 * const relu6 = clip(x, { min: 0, max: 6 });
 * ```
 */
export function clip(
  x: Tensor,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: ClipOptions,
): Tensor {
  checkTensor('clip', 'x', x, FLOAT);
  if (!(min <= max))
    throw new OptionError(`clip: min is ${min} and max is ${max}, expected min <= max`, { op: 'clip', min, max });
  return run('ClipByValue', { x }, { clipValueMin: min, clipValueMax: max });
}
