import { resolveAxis } from '../shape/resolve-axes.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';
import { alongLastAxis } from './along-last-axis.ts';

export interface SoftmaxOptions {
  readonly axis?: number;
}

/**
 * Turns scores into probabilities along an axis, without overflow.
 *
 * y = e^x / sum(e^x)
 *
 * @param x rank >= 1, float32
 * @param options.axis default -1
 * @returns same shape, float32, in [0, 1], summing to 1 along the axis
 * @throws OptionError when the axis is out of range; DTypeError, DisposedError
 * @example
 * ```ts
 * const probabilities = softmax(logits);
 * ```
 */
export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  checkTensor('softmax', 'x', x, FLOAT);
  const resolved = resolveAxis('softmax', axis, x.shape.length);
  if (x.size === 0) return run('Identity', { x });
  return alongLastAxis(x, resolved, (last) => run('Softmax', { logits: last }, { dim: last.shape.length - 1 }));
}
