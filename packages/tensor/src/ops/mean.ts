import type { Tensor } from '../tensor.ts';
import { FLOAT } from '../tfjs/check.ts';
import { type ReduceOptions, reduceOp } from './reduce-op.ts';

/**
 * Mean of the elements over axes; NaN over an empty axis.
 *
 * @param x any shape, float32
 * @param options.axis axes to reduce, negative counts from the end; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @returns x without the reduced axes, same dtype
 * @throws OptionError when an axis is out of range or named twice; DTypeError, DisposedError
 * @example
 * ```ts
 * const perChannel = mean(x, { axis: [0, 1, 2] });
 * ```
 */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceOp('mean', 'Mean', x, options, FLOAT);
}
