import type { DType, Shape, Tensor } from '../tensor.ts';
import { run } from './run.ts';

/** A constant tensor made by the kernel Fill: on a lazy backend part of the graph, never an array built in JavaScript. */
export function fill(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  return run('Fill', {}, { shape, value, dtype });
}
