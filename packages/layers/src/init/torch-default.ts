import type { Rng } from '@cv/tensor/rng';
import { Parameter } from '../parameter.ts';
import type { WeightLayout } from '../weight-layout.ts';
import { calculateFan } from './fan.ts';
import { kaimingUniform } from './kaiming-uniform.ts';
import { ownStream } from './own-stream.ts';
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
  const own = ownStream(rng);
  return new Parameter({ shape, draw: () => kaimingUniform(shape, { rng: own(), a: Math.sqrt(5) }) }, { layout });
}

/**
 * PyTorch's default for the bias beside a weight: `U(-1 / sqrt(fanIn), 1 / sqrt(fanIn))`.
 * @param weightShape shape of that weight in PyTorch's layout; the bias has its first length.
 * @source torch.nn.Linear.reset_parameters, torch.nn._ConvNd.reset_parameters
 */
export function defaultBias(weightShape: readonly number[], { rng }: { rng: Rng }): Parameter {
  const bound = 1 / Math.sqrt(calculateFan(weightShape).fanIn);
  const shape = [weightShape[0]!];
  const own = ownStream(rng);
  return new Parameter({ shape, draw: () => uniform(shape, { rng: own(), low: -bound, high: bound }) });
}
