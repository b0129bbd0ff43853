import type { CvSgdAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { minus, plus, times } from './arithmetic.ts';
import { scalarAt } from './scalar-at.ts';

interface Inputs {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly velocity: Tensor;
  readonly schedule: Tensor;
}

/** `CvSgd`: one step of torch.optim.SGD (weight decay as an L2 term, no dampening). */
export function sgd(
  { parameter, gradient, velocity, schedule }: Inputs,
  { momentum, weightDecay, nesterov }: CvSgdAttrs,
): Tensor[] {
  const decayed = weightDecay === 0 ? gradient : plus(gradient, times(parameter, weightDecay));
  const newVelocity = momentum === 0 ? run('Identity', { x: decayed }) : plus(times(velocity, momentum), decayed);
  const direction = nesterov ? plus(decayed, times(newVelocity, momentum)) : newVelocity;
  return [minus(parameter, times(direction, scalarAt(schedule, 0))), newVelocity];
}
