import type { CvAdamWAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { minus, over, plus, times } from './arithmetic.ts';
import { scalarAt } from './scalar-at.ts';

interface Inputs {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly m: Tensor;
  readonly v: Tensor;
  readonly schedule: Tensor;
}

/** `CvAdamW`: one step of torch.optim.AdamW (decoupled weight decay). */
export function adamW(
  { parameter, gradient, m, v, schedule }: Inputs,
  { beta1, beta2, epsilon, weightDecay }: CvAdamWAttrs,
): Tensor[] {
  const rate = scalarAt(schedule, 0);
  const newM = plus(m, times(minus(gradient, m), 1 - beta1));
  const newV = plus(times(v, beta2), times(run('Square', { x: gradient }), 1 - beta2));
  const deviation = over(run('Sqrt', { x: newV }), run('Sqrt', { x: scalarAt(schedule, 2) }));
  const step = over(times(newM, over(rate, scalarAt(schedule, 1))), plus(deviation, epsilon));
  const decayed = weightDecay === 0 ? parameter : times(parameter, minus(1, times(rate, weightDecay)));
  return [minus(decayed, step), newM, newV];
}
