import { OptionError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface TransposeOptions {
  readonly perm?: readonly number[];
}

/**
 * Reorders the axes: axis i of the result is axis perm[i] of x.
 *
 * @param x any shape, any dtype
 * @param options.perm a permutation of 0..rank-1; default reversed
 * @returns permuted shape, same dtype
 * @throws OptionError when perm is not a permutation; DisposedError
 * @example
 * ```ts
 * const channelsFirst = transpose(x, { perm: [0, 3, 1, 2] });
 * ```
 */
export function transpose(x: Tensor, { perm }: TransposeOptions = {}): Tensor {
  checkTensor('transpose', 'x', x);
  const rank = x.shape.length;
  const order = perm ?? x.shape.map((_, i) => rank - 1 - i);
  if (
    order.length !== rank ||
    new Set(order).size !== rank ||
    !order.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank)
  ) {
    throw new OptionError(
      `transpose: perm is [${order.join(',')}], expected a permutation of 0..${rank - 1} for x ${shapeText(x.shape)}`,
      { op: 'transpose', perm: order, shape: x.shape },
    );
  }
  // Nothing to move; and the WebGL and WebGPU kernels of tfjs 4.22.0 do not compile for fewer than two axes.
  if (order.every((axis, i) => axis === i)) return run('Identity', { x });
  return run('Transpose', { x }, { perm: order });
}
