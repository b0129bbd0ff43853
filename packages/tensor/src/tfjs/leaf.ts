import { engine } from '@tensorflow/tfjs-core';
import type { DType, Shape, Tensor } from '../tensor.ts';

/** A tensor around `values` (kept by the backend, not copied): on a lazy backend an input of the graph, not part of it. */
export function leaf(values: Float32Array | Int32Array | Uint8Array, shape: Shape, dtype: DType): Tensor {
  return engine().makeTensor(values, shape as number[], dtype);
}
