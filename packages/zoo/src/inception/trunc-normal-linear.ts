import { Linear, truncNormal } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';

/** A linear layer with weights of a normal distribution, cut off at -2 and 2, and PyTorch's default bias. */
export function truncNormalLinear(inputs: number, outputs: number, { std, rng }: { std: number; rng: Rng }): Linear {
  const linear = new Linear(inputs, outputs, { rng });
  linear.weight.fill(() => truncNormal(linear.weight.shape, { rng: rng.split('weight'), std }));
  return linear;
}
