import { ShapeError } from '../errors.ts';
import { shapeSize } from '../shape/shape-size.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Shape, Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Same elements in the same order with other extents; no copy.
 *
 * @param x any shape, any dtype
 * @param shape extents with the same product; one may be -1, computed from the rest
 * @returns the given shape, same dtype
 * @throws ShapeError when the element counts differ or -1 cannot be computed; DisposedError
 * @example
 * ```ts
 * const rows = reshape(x, [-1, 16]);
 * ```
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  checkTensor('reshape', 'x', x);
  return run('Reshape', { x }, { shape: inferShape(x, shape) });
}

function inferShape(x: Tensor, shape: Shape): number[] {
  const unknown = shape.indexOf(-1);
  const resolved = [...shape];
  if (unknown >= 0) {
    resolved[unknown] = 1;
    const known = shapeSize(resolved);
    // With no elements any extent would do: nothing to compute it from.
    resolved[unknown] = known === 0 ? -1 : x.size / known;
  }
  if (!resolved.every((extent) => Number.isInteger(extent) && extent >= 0) || shapeSize(resolved) !== x.size) {
    throw new ShapeError(
      `reshape: x ${shapeText(x.shape)} has ${x.size} elements, which do not fill ${shapeText(shape)}`,
      {
        op: 'reshape',
        expected: shape,
        received: x.shape,
      },
    );
  }
  return resolved;
}
