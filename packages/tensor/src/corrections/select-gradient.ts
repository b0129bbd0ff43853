import { type GradConfig, Select } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';

/**
 * tfjs-core 4.22.0: the gradient of Select multiplies by 0 where the branch was not taken, so that an infinite or NaN gradient
 * leaks into it as NaN: `where(x > 0, log(x), 0)` is the usual victim. Here the gradient is selected too, as in torch.where.
 *
 * Can go when `gradients/Select_grad.js` selects instead of multiplying.
 */
export const SELECT_GRADIENT: GradConfig = {
  kernelName: Select,
  inputsToSave: ['condition'],
  gradFunc: (dy, [condition]) => {
    const gradient = dy as Tensor;
    return {
      condition: () => fill(condition!.shape, 0),
      t: () => run('Select', { condition: condition!, t: gradient, e: fill(gradient.shape, 0) }),
      e: () => run('Select', { condition: condition!, t: fill(gradient.shape, 0), e: gradient }),
    };
  },
};
