import type { Tensor } from '../tensor.ts';
import { BOOL } from '../tfjs/check.ts';
import { type ReduceOptions, reduceOp } from './reduce-op.ts';

/**
 * Whether any element over axes is true.
 *
 * @param x any shape, bool
 * @param options.axis axes to reduce, negative counts from the end; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @returns x without the reduced axes, same dtype
 * @throws OptionError when an axis is out of range or named twice; DTypeError, DisposedError
 * @example
 * ```ts
 * const perChannel = any(x, { axis: [0, 1, 2] });
 * ```
 */
export function any(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceOp('any', 'Any', x, options, BOOL);
}
