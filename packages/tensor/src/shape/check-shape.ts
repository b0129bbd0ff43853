import { ShapeError } from '../errors.ts';
import type { Shape } from '../tensor.ts';
import { shapeText } from './shape-text.ts';

/** Checks that every extent of a shape given by the caller is a non-negative integer. */
export function checkShape(op: string, shape: Shape): void {
  for (const extent of shape) {
    if (!Number.isSafeInteger(extent) || extent < 0) {
      throw new ShapeError(
        `${op}: shape ${shapeText(shape)} has the extent ${extent}, expected non-negative integers`,
        { op, shape },
      );
    }
  }
}
