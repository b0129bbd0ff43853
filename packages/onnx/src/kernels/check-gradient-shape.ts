import { ShapeError } from '@cv/tensor/errors';
import { sameShape } from '../same-shape.ts';
import { shapeText } from '../shape-text.ts';

/** Refuses a dy that the convolution, whose output has the shape `y`, could not have given. */
export function checkGradientShape(kernel: string, dy: readonly number[], y: readonly number[]): void {
  if (sameShape(dy, y)) return;
  throw new ShapeError(`${kernel}: dy is ${shapeText(dy)}, but this convolution gives ${shapeText(y)}`, {
    kernel,
    expected: y,
    received: dy,
  });
}
