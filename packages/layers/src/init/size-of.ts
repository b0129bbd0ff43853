import { ShapeError } from '@cv/tensor/errors';

/** Number of values of a shape; throws a ShapeError for lengths that are no whole numbers. */
export function sizeOf(shape: readonly number[], where: string): number {
  if (shape.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new ShapeError(`${where}: shape [${shape.join()}] has a length that is no whole number of 0 and up`, {
      received: shape,
    });
  }
  return shape.reduce((product, length) => product * length, 1);
}
