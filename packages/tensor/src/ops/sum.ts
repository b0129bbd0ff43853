import type { Tensor } from '../tensor.ts';
import { NUMERIC } from '../tfjs/check.ts';
import { type ReduceOptions, reduceOp } from './reduce-op.ts';

/**
 * Sum of the elements over axes; 0 over an empty axis.
 *
 * @param x any shape, float32 or int32
 * @param options.axis axes to reduce, negative counts from the end; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @returns x without the reduced axes, same dtype
 * @throws OptionError when an axis is out of range or named twice; DTypeError, DisposedError
 * @example
 * ```ts
 * const perChannel = sum(x, { axis: [0, 1, 2] });
 * ```
 */
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceOp('sum', 'Sum', x, options, NUMERIC);
}
