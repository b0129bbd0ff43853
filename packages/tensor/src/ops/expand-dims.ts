import { resolveAxis } from '../shape/resolve-axes.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface ExpandDimsOptions {
  readonly axis?: number;
}

/**
 * Adds an axis of extent 1.
 *
 * @param x any shape, any dtype
 * @param options.axis its position in the result, negative counts from the end; default 0
 * @returns rank one higher, same dtype
 * @throws OptionError when the axis is out of range; DisposedError
 * @example
 * ```ts
 * const batchOfOne = expandDims(image);
 * ```
 */
export function expandDims(x: Tensor, { axis = 0 }: ExpandDimsOptions = {}): Tensor {
  checkTensor('expandDims', 'x', x);
  const shape = [...x.shape];
  shape.splice(resolveAxis('expandDims', axis, shape.length + 1), 0, 1);
  return run('Reshape', { x }, { shape });
}
