import { resolveAxes } from '../shape/resolve-axes.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { tidy } from '../tfjs/tidy.ts';
import { div } from './div.ts';
import { mean } from './mean.ts';
import type { ReduceOptions } from './reduce-op.ts';
import { square } from './square.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

export interface VarianceOptions extends ReduceOptions {
  readonly correction?: number;
}

/**
 * Variance over axes, in two passes (accurate for data with a large mean).
 *
 * y = sum((x - mean(x))^2) / (n - correction)
 *
 * @param x any shape, float32
 * @param options.axis axes to reduce; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @param options.correction 0 for the biased variance (default), 1 for Bessel's correction
 * @returns x without the reduced axes, float32; NaN where n = 0, NaN or Infinity where n <= correction
 * @throws OptionError when an axis or the correction is out of range; DTypeError, DisposedError
 * @example
 * ```ts
 * const spread = variance(x, { axis: -1, correction: 1 });
 * ```
 */
export function variance(x: Tensor, { axis, keepDims = false, correction = 0 }: VarianceOptions = {}): Tensor {
  checkTensor('variance', 'x', x, FLOAT);
  checkNumber('variance', 'correction', correction, (c) => Number.isFinite(c) && c >= 0, 'a finite number >= 0');
  const axes = resolveAxes('variance', axis, x.shape.length);
  return tidy(() => {
    const squares = square(sub(x, mean(x, { axis: axes, keepDims: true })));
    if (correction === 0) return mean(squares, { axis: axes, keepDims });
    let count = 1;
    for (const one of axes) count *= x.shape[one]!;
    return div(sum(squares, { axis: axes, keepDims }), Math.max(0, count - correction));
  });
}
