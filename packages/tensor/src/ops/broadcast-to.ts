import { ShapeError } from '../errors.ts';
import { checkShape } from '../shape/check-shape.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Shape, Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

/**
 * Repeats axes of extent 1 until the tensor has the given shape.
 *
 * @param x any dtype, a shape that broadcasts to `shape`
 * @param shape the wanted shape; its last axes align with x's
 * @returns the given shape, same dtype
 * @throws ShapeError when x does not broadcast to the shape; DisposedError
 * @example
 * ```ts
 * const rows = broadcastTo(tensor([1, 2, 3]), [4, 3]);
 * ```
 */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  checkTensor('broadcastTo', 'x', x);
  checkShape('broadcastTo', shape);
  const missing = shape.length - x.shape.length;
  const aligned = [...Array.from({ length: Math.max(0, missing) }, () => 1), ...x.shape];
  if (missing < 0 || !aligned.every((extent, i) => extent === 1 || extent === shape[i])) {
    throw new ShapeError(`broadcastTo: x ${shapeText(x.shape)} does not broadcast to ${shapeText(shape)}`, {
      op: 'broadcastTo',
      expected: shape,
      received: x.shape,
    });
  }
  const reps = shape.map((extent, i) => (aligned[i] === extent ? 1 : extent));
  return tidy(() => {
    const expanded = missing === 0 ? x : run('Reshape', { x }, { shape: aligned });
    return run(reps.every((count) => count === 1) ? 'Identity' : 'Tile', { x: expanded }, { reps });
  });
}
