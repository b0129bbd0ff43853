import type { Tensor } from '../tensor.ts';

/** A named kernel written with tfjs-core kernels; what it makes and does not return is disposed by the caller. */
export type ComposedKernel<I, A> = (inputs: I, attrs: A) => Tensor | Tensor[];
