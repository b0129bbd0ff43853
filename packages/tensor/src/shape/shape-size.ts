import type { Shape } from '../tensor.ts';

/** Number of elements of a shape. */
export function shapeSize(shape: Shape): number {
  let size = 1;
  for (const extent of shape) size *= extent;
  return size;
}
