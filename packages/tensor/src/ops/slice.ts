import { ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface SliceOptions {
  readonly begin: readonly number[];
  readonly size: readonly number[];
}

/**
 * A box cut out of a tensor.
 *
 * @param x any shape, any dtype
 * @param options.begin first index per axis, 0-based
 * @param options.size extent per axis; -1 takes the rest
 * @returns the box, same dtype
 * @throws ShapeError when the box does not lie inside x; DisposedError
 * @example
 * ```ts
 * const topLeft = slice(x, { begin: [0, 0], size: [2, -1] });
 * ```
 */
export function slice(x: Tensor, { begin, size }: SliceOptions): Tensor {
  checkTensor('slice', 'x', x);
  const { shape } = x;
  const extents = size.map((extent, i) => (extent === -1 ? (shape[i] ?? 0) - (begin[i] ?? 0) : extent));
  const inside =
    begin.length === shape.length &&
    extents.length === shape.length &&
    begin.every((first, i) => {
      const extent = extents[i]!;
      return (
        Number.isInteger(first) && Number.isInteger(extent) && first >= 0 && extent >= 0 && first + extent <= shape[i]!
      );
    });
  if (!inside) {
    throw new ShapeError(
      `slice: begin [${begin.join(',')}], size [${size.join(',')}] do not lie inside x ${shapeText(shape)}`,
      {
        op: 'slice',
        begin,
        size,
        shape,
      },
    );
  }
  return run('Slice', { x }, { begin: [...begin], size: extents });
}
