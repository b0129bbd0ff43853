import type { Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';

/**
 * Refuses pictures of another size or number of channels, for the models whose weights depend on both.
 *
 * @param shape height, width, channels
 * @throws ShapeError
 */
export function requireInputShape(model: string, x: Tensor, shape: readonly [number, number, number]): void {
  if (x.shape.length === 4 && shape.every((length, axis) => x.shape[axis + 1] === length)) return;
  throw new ShapeError(`${model}: input has shape [${x.shape.join()}], expected [N, ${shape.join(', ')}]`, {
    expected: shape,
    received: x.shape,
  });
}
