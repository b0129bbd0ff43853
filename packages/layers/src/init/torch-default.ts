import { tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { Parameter } from '../parameter.ts';
import { deviceShape, toDeviceLayout, type WeightLayout } from '../weight-layout.ts';
import { calculateFan } from './fan.ts';
import { kaimingUniform } from './kaiming-uniform.ts';
import { uniform } from './uniform.ts';

/**
 * PyTorch's default for linear and convolutional weights: kaimingUniform with `a = sqrt(5)`, which is
 * `U(-1 / sqrt(fanIn), 1 / sqrt(fanIn))`.
 * @source torch.nn.Linear.reset_parameters, torch.nn._ConvNd.reset_parameters
 */
export function defaultWeight(
  shape: readonly number[],
  { rng, layout }: { rng: Rng; layout: WeightLayout },
): Parameter {
  const data = kaimingUniform(shape, { rng, a: Math.sqrt(5) });
  return new Parameter(tensor(toDeviceLayout(data, shape, layout), deviceShape(shape, layout), 'float32'), { layout });
}

/**
 * PyTorch's default for the bias beside a weight: `U(-1 / sqrt(fanIn), 1 / sqrt(fanIn))`.
 * @param weightShape shape of that weight in PyTorch's layout; the bias has its first length.
 * @source torch.nn.Linear.reset_parameters, torch.nn._ConvNd.reset_parameters
 */
export function defaultBias(weightShape: readonly number[], { rng }: { rng: Rng }): Parameter {
  const bound = 1 / Math.sqrt(calculateFan(weightShape).fanIn);
  const data = uniform([weightShape[0]!], { rng, low: -bound, high: bound });
  return new Parameter(tensor(data, [weightShape[0]!], 'float32'));
}
