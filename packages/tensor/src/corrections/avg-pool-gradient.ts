import { AvgPool, AvgPoolGrad, type GradConfig } from '@tensorflow/tfjs-core';
import { UnsupportedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/**
 * tfjs-core 4.22.0: the gradient of AvgPool divides by the whole kernel where the forward pass divided by the cells inside the
 * input ('same' padding, ceil mode), and forgets `dimRoundingMode`. `avgPool2d` pads explicitly and pools 'valid', where every window
 * is whole; here anything else is refused instead of being wrong.
 *
 * Can go when `gradients/AvgPool_grad.js` and the kernels AvgPoolGrad divide by the cells that were counted.
 */
export const AVG_POOL_GRADIENT: GradConfig = {
  kernelName: AvgPool,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      if (attrs.pad !== 'valid' && attrs.pad !== 0) {
        throw new UnsupportedError(
          'AvgPool: tfjs differentiates padded average pooling wrongly. Use avgPool2d of @cv/tensor.',
          { attrs },
        );
      }
      return run(AvgPoolGrad, { dy: dy as Tensor, input: x! }, attrs);
    },
  }),
};
