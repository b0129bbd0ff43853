import { DTypeError, OptionError, ShapeError } from '../errors.ts';
import { resolveAxis } from '../shape/resolve-axes.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface ConcatOptions {
  readonly axis: number;
}

/**
 * Joins tensors along an axis.
 *
 * @param xs at least one tensor; equal shapes but for the axis, one dtype
 * @param options.axis negative counts from the end
 * @returns the joined tensor, same dtype
 * @throws ShapeError when other extents differ; OptionError when the list is empty or the axis out of range; DTypeError, DisposedError
 * @example
 * ```ts
 * const both = concat([a, b], { axis: -1 });
 * ```
 */
export function concat(xs: readonly Tensor[], { axis }: ConcatOptions): Tensor {
  const first = xs[0];
  if (first === undefined)
    throw new OptionError('concat: the list is empty, expected at least one tensor', { op: 'concat' });
  checkTensor('concat', 'xs[0]', first);
  const resolved = resolveAxis('concat', axis, first.shape.length);
  for (let i = 1; i < xs.length; i++) checkPart(first, xs[i]!, i, resolved);
  if (xs.length === 1) return run('Identity', { x: first });
  return run('Concat', xs, { axis: resolved });
}

function checkPart(first: Tensor, part: Tensor, index: number, axis: number): void {
  checkTensor('concat', `xs[${index}]`, part);
  if (part.dtype !== first.dtype) {
    throw new DTypeError(`concat: xs[0] is ${first.dtype}, xs[${index}] is ${part.dtype}, expected one type`, {
      op: 'concat',
      expected: first.dtype,
      received: part.dtype,
    });
  }
  const fits =
    part.shape.length === first.shape.length &&
    part.shape.every((extent, i) => i === axis || extent === first.shape[i]);
  if (!fits) {
    throw new ShapeError(
      `concat: xs[0] is ${shapeText(first.shape)}, xs[${index}] is ${shapeText(part.shape)}, expected equal extents but for axis ${axis}`,
      { op: 'concat', expected: first.shape, received: part.shape, axis },
    );
  }
}
