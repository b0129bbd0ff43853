import { type GradConfig, MaxPool, MaxPoolGrad } from '@tensorflow/tfjs-core';
import { UnsupportedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/**
 * tfjs-core 4.22.0: the gradient of MaxPool forgets `dimRoundingMode`, and so do the kernels MaxPoolGrad: windows that ceil mode
 * reads get no gradient. `maxPool2d` turns ceil mode into padding at the end; here ceil mode is refused instead of being wrong.
 *
 * Can go when `gradients/MaxPool_grad.js` and the kernels MaxPoolGrad read `dimRoundingMode`.
 */
export const MAX_POOL_GRADIENT: GradConfig = {
  kernelName: MaxPool,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], attrs) => ({
    x: () => {
      if (attrs.dimRoundingMode === 'ceil') {
        throw new UnsupportedError(
          'MaxPool: tfjs differentiates ceil mode wrongly. Use maxPool2d of @cv/tensor with ceilMode.',
          { attrs },
        );
      }
      return run(MaxPoolGrad, { dy: dy as Tensor, input: x!, output: y! }, attrs);
    },
  }),
};
