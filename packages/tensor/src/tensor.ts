import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';

/** A tensor of tfjs-core. Inputs of every op are borrowed, outputs belong to the caller (see `scope`, `Pool`, `dispose`). */
export type Tensor = TfTensor;

/** Element types used here; 8-bit data stays in typed arrays until it becomes float32. */
export type DType = 'float32' | 'int32' | 'bool';

/** Sizes of the axes, outermost first; `[]` is a scalar. Activations are `[N, H, W, C]`. */
export type Shape = readonly number[];
