import { type GradConfig, MaxPool, MaxPoolGrad } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/**
 * tfjs-core 4.22.0: the gradient of MaxPool forgets `dimRoundingMode`, so that ceil mode fails or reads other windows than the
 * forward pass. Here the kernel gets every attribute of the forward pass.
 *
 * Can go when `gradients/MaxPool_grad.js` passes `dimRoundingMode` on.
 */
export const MAX_POOL_GRADIENT: GradConfig = {
  kernelName: MaxPool,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], attrs) => ({
    x: () => run(MaxPoolGrad, { dy: dy as Tensor, input: x!, output: y! }, attrs),
  }),
};
