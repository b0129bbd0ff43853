import { ShapeError } from '../errors.ts';
import { resolveAxes } from '../shape/resolve-axes.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface SqueezeOptions {
  readonly axis?: number | readonly number[];
}

/**
 * Removes axes of extent 1.
 *
 * @param x any shape, any dtype
 * @param options.axis the axes to remove; default every axis of extent 1
 * @returns the remaining axes, same dtype
 * @throws ShapeError when a named axis is not 1; OptionError when it is out of range; DisposedError
 * @example
 * ```ts
 * const image = squeeze(batchOfOne, { axis: 0 });
 * ```
 */
export function squeeze(x: Tensor, { axis }: SqueezeOptions = {}): Tensor {
  checkTensor('squeeze', 'x', x);
  const { shape } = x;
  const axes =
    axis === undefined
      ? shape.flatMap((extent, i) => (extent === 1 ? [i] : []))
      : resolveAxes('squeeze', axis, shape.length);
  const wrong = axes.find((one) => shape[one] !== 1);
  if (wrong !== undefined) {
    throw new ShapeError(`squeeze: axis ${wrong} of x ${shapeText(shape)} is ${shape[wrong]}, expected 1`, {
      op: 'squeeze',
      axis: wrong,
      shape,
    });
  }
  return run('Reshape', { x }, { shape: shape.filter((_, i) => !axes.includes(i)) });
}
