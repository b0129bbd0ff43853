import { OptionError } from '../errors.ts';
import { resolveAxis } from '../shape/resolve-axes.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, NUMERIC } from '../tfjs/check.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

export interface ArgMaxOptions {
  readonly axis?: number;
}

/**
 * Position of the largest element along an axis; the first one where several are equal. With NaN, any.
 *
 * @param x rank >= 1, float32 or int32
 * @param options.axis default -1
 * @returns int32, x without the axis; no gradient
 * @throws OptionError when the axis is out of range or empty; DTypeError, DisposedError
 * @example
 * ```ts
 * const predicted = argMax(logits, { axis: -1 });
 * ```
 */
export function argMax(x: Tensor, { axis = -1 }: ArgMaxOptions = {}): Tensor {
  checkTensor('argMax', 'x', x, NUMERIC);
  const resolved = resolveAxis('argMax', axis, x.shape.length);
  if (x.shape[resolved] === 0) {
    throw new OptionError(`argMax: x ${shapeText(x.shape)} has no element along axis ${axis}`, {
      op: 'argMax',
      shape: x.shape,
      axis,
    });
  }
  return runUntaped('ArgMax', { x }, { axis: resolved });
}
