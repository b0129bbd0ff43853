import { shapeSize } from '../shape/shape-size.ts';
import type { Shape, Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/** The first elements of a grid in the wanted shape. */
export function cutGrid(grid: Tensor, shape: Shape): Tensor {
  const size = shapeSize(shape);
  if (grid.size === size) return run('Reshape', { x: grid }, { shape });
  const flat = run('Reshape', { x: grid }, { shape: [grid.size] });
  return run('Reshape', { x: run('Slice', { x: flat }, { begin: [0], size: [size] }) }, { shape });
}
