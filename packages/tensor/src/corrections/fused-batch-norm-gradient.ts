import { FusedBatchNorm, type GradConfig } from '@tensorflow/tfjs-core';
import { minus, plus, times } from '../composed/arithmetic.ts';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { sumToShape } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: the gradient of FusedBatchNorm tiles the per-channel vectors to the size of the input, cuts them for ranks
 * other than 4, and builds scalars in JavaScript. Here the vectors broadcast.
 *
 * Can go when `gradients/FusedBatchNorm_grad.js` broadcasts.
 */
export const FUSED_BATCH_NORM_GRADIENT: GradConfig = {
  kernelName: FusedBatchNorm,
  inputsToSave: ['x', 'mean', 'variance', 'scale'],
  gradFunc: (dy, saved, attrs) => {
    const [x, mean, variance, scale] = saved as [Tensor, Tensor, Tensor, Tensor | undefined];
    const gradient = dy as Tensor;
    const rstd = run('Rsqrt', { x: plus(variance, attrs.varianceEpsilon as number) });
    const factor = times(rstd, scale ?? fill([], 1));
    const centred = (): Tensor => minus(x, mean);
    const dFactor = (): Tensor => sumToShape(times(gradient, centred()), mean.shape);
    return {
      x: () => times(gradient, factor),
      scale: () => times(dFactor(), rstd),
      offset: () => sumToShape(gradient, mean.shape),
      mean: () => run('Neg', { x: times(sumToShape(gradient, mean.shape), factor) }),
      variance: () => times(times(dFactor(), factor), times(run('Square', { x: rstd }), -0.5)),
    };
  },
};
