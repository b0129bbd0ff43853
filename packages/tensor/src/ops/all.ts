import type { Tensor } from '../tensor.ts';
import { BOOL } from '../tfjs/check.ts';
import { type ReduceOptions, reduceOp } from './reduce-op.ts';

/**
 * Whether all elements over axes are true.
 *
 * @param x any shape, bool
 * @param options.axis axes to reduce, negative counts from the end; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @returns x without the reduced axes, same dtype
 * @throws OptionError when an axis is out of range or named twice; DTypeError, DisposedError
 * @example
 * ```ts
 * const perChannel = all(x, { axis: [0, 1, 2] });
 * ```
 */
export function all(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceOp('all', 'All', x, options, BOOL);
}
