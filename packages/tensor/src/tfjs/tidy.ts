import { tidy as tfTidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';

/** Runs `f` and disposes every tensor made inside except the ones it returns, also when it throws. */
export function tidy<T extends Tensor | Tensor[] | Record<string, Tensor> | undefined>(f: () => T): T {
  // tfjs types the result as its own container type, which a union of tensors is.
  return tfTidy(f as () => Tensor) as T;
}
