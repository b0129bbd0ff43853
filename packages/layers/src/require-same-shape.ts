import type { Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';

/** Throws a ShapeError that names the loss unless both have one shape: broadcasting hides mistakes here. */
export function requireSameShape(input: Tensor, target: Tensor, where: string): void {
  if (String(input.shape) === String(target.shape)) return;
  throw new ShapeError(
    `${where}: target has shape [${target.shape.join()}], expected that of the input, [${input.shape.join()}]`,
    { expected: input.shape, received: target.shape },
  );
}
