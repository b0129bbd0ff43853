import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/** Element i of a vector as a scalar, read inside the graph. */
export function scalarAt(vector: Tensor, i: number): Tensor {
  return run('Reshape', { x: run('Slice', { x: vector }, { begin: [i], size: [1] }) }, { shape: [] });
}
