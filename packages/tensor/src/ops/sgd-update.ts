import { CvSgd, type CvSgdAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { checkVector } from '../tfjs/check.ts';
import { runCvMany } from '../tfjs/run-cv.ts';
import { checkUpdate } from './check-update.ts';

export interface SgdInputs {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly velocity: Tensor;
  /** float32 `[1]`: learning rate. A tensor, so that a lazy backend compiles once. */
  readonly schedule: Tensor;
}

export interface SgdResult {
  readonly parameter: Tensor;
  readonly velocity: Tensor;
}

/**
 * One step of stochastic gradient descent with momentum, as new tensors.
 *
 * g = g + weightDecay p; velocity = momentum velocity + g; p = p - lr (nesterov ? g + momentum velocity : velocity)
 *
 * @param inputs parameter, gradient and velocity of one shape, float32 (velocity starts as zeros), and the schedule
 * @param attrs momentum, weightDecay, nesterov
 * @returns the new parameter and velocity; no gradient
 * @throws ShapeError when the shapes differ; DTypeError, DisposedError
 * @source torch.optim.SGD without dampening
 * @example
 * ```ts
 * const next = sgdUpdate({ parameter, gradient, velocity, schedule }, { momentum: 0.9, weightDecay: 5e-4, nesterov: true });
 * ```
 */
export function sgdUpdate(inputs: SgdInputs, { momentum, weightDecay, nesterov }: CvSgdAttrs): SgdResult {
  const { parameter: before, gradient, velocity: oldVelocity, schedule } = inputs;
  checkUpdate('sgdUpdate', before, { gradient, velocity: oldVelocity });
  checkVector('sgdUpdate', 'schedule', schedule, 1, 'learning rate');
  const kernelInputs = { parameter: before, gradient, velocity: oldVelocity, schedule };
  const [parameter, velocity] = runCvMany(CvSgd, kernelInputs, { momentum, weightDecay, nesterov }) as [Tensor, Tensor];
  return { parameter, velocity };
}
