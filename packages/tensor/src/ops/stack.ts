import { OptionError, ShapeError } from '../errors.ts';
import { resolveAxis } from '../shape/resolve-axes.ts';
import { sameShape } from '../shape/same-shape.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { tidy } from '../tfjs/tidy.ts';
import { concat } from './concat.ts';
import { expandDims } from './expand-dims.ts';

export interface StackOptions {
  readonly axis?: number;
}

/**
 * Joins tensors of one shape along a new axis.
 *
 * @param xs at least one tensor; equal shapes, one dtype
 * @param options.axis position of the new axis in the result; default 0
 * @returns rank one higher, same dtype
 * @throws ShapeError when shapes differ; OptionError when the list is empty or the axis out of range; DTypeError, DisposedError
 * @example
 * ```ts
 * const batch = stack(images);
 * ```
 */
export function stack(xs: readonly Tensor[], { axis = 0 }: StackOptions = {}): Tensor {
  const first = xs[0];
  if (first === undefined)
    throw new OptionError('stack: the list is empty, expected at least one tensor', { op: 'stack' });
  for (const [i, x] of xs.entries()) {
    checkTensor('stack', `xs[${i}]`, x);
    if (!sameShape(x.shape, first.shape)) {
      throw new ShapeError(
        `stack: xs[0] is ${shapeText(first.shape)}, xs[${i}] is ${shapeText(x.shape)}, expected equal shapes`,
        {
          op: 'stack',
          expected: first.shape,
          received: x.shape,
        },
      );
    }
  }
  const resolved = resolveAxis('stack', axis, first.shape.length + 1);
  return tidy(() =>
    concat(
      xs.map((x) => expandDims(x, { axis: resolved })),
      { axis: resolved },
    ),
  );
}
