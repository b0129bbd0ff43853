import { CvAdamW, type CvAdamWAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { checkVector } from '../tfjs/check.ts';
import { runCvMany } from '../tfjs/run-cv.ts';
import { checkUpdate } from './check-update.ts';

export interface AdamWInputs {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly m: Tensor;
  readonly v: Tensor;
  /** float32 `[3]`: learning rate, 1 - beta1^t, 1 - beta2^t at step t = 1, 2, ... A tensor, so that a lazy backend compiles once. */
  readonly schedule: Tensor;
}

export interface AdamWResult {
  readonly parameter: Tensor;
  readonly m: Tensor;
  readonly v: Tensor;
}

/**
 * One step of Adam with decoupled weight decay, as new tensors.
 *
 * p = p (1 - lr * weightDecay); m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * p = p - lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 *
 * @param inputs parameter, gradient, m and v of one shape, float32 (m and v start as zeros), and the schedule
 * @param attrs beta1, beta2, epsilon, weightDecay
 * @returns the new parameter, m and v; no gradient
 * @throws ShapeError when the shapes differ; DTypeError, DisposedError
 * @source Loshchilov and Hutter 2019; torch.optim.AdamW
 * @example
 * ```ts
 * const next = adamWUpdate({ parameter, gradient, m, v, schedule }, { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 });
 * ```
 */
export function adamWUpdate(inputs: AdamWInputs, { beta1, beta2, epsilon, weightDecay }: CvAdamWAttrs): AdamWResult {
  const { parameter: before, gradient, m: oldM, v: oldV, schedule } = inputs;
  checkUpdate('adamWUpdate', before, { gradient, m: oldM, v: oldV });
  checkVector('adamWUpdate', 'schedule', schedule, 3, 'learning rate, 1 - beta1^t, 1 - beta2^t');
  const kernelInputs = { parameter: before, gradient, m: oldM, v: oldV, schedule };
  const [parameter, m, v] = runCvMany(CvAdamW, kernelInputs, { beta1, beta2, epsilon, weightDecay }) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  return { parameter, m, v };
}
