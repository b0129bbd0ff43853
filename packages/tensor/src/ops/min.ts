import type { Tensor } from '../tensor.ts';
import { NUMERIC } from '../tfjs/check.ts';
import { type ReduceOptions, reduceOp } from './reduce-op.ts';

/**
 * Smallest element over axes; equal smallest elements share the gradient (torch.amin).
 *
 * @param x any shape, float32 or int32
 * @param options.axis axes to reduce, negative counts from the end; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @returns x without the reduced axes, same dtype
 * @throws OptionError when an axis is out of range or named twice, or reduces no element at all; DTypeError, DisposedError
 * @example
 * ```ts
 * const perChannel = min(x, { axis: [0, 1, 2] });
 * ```
 */
export function min(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduceOp('min', 'Min', x, options, NUMERIC);
}
