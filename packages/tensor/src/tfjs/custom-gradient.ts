import { customGrad, type GradSaveFunc } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';

/**
 * Runs `forward` hidden from the gradient tape, with `backward` as its gradient. What `forward` hands to `save` comes back
 * in `backward`; everything else it makes is disposed. Outputs other than y that only the gradient needs belong in `save`:
 * on the tape, tfjs would build their missing gradients as arrays of zeros in JavaScript.
 */
export function customGradient(
  inputs: readonly Tensor[],
  forward: (save: (tensors: Tensor[]) => void) => Tensor,
  backward: (dy: Tensor, saved: Tensor[]) => Tensor[],
): Tensor {
  const withGradient = customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    // tfjs passes the inputs and then the function that saves tensors for the gradient.
    const save = args[args.length - 1] as GradSaveFunc;
    return { value: forward(save), gradFunc: backward };
  });
  return withGradient(...inputs);
}
