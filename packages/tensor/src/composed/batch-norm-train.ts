import type { CvBatchNormTrainAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { average, minus, over, plus, times, total } from './arithmetic.ts';

interface Inputs {
  readonly x: Tensor;
  readonly scale: Tensor;
  readonly offset: Tensor;
}

interface GradInputs {
  readonly dy: Tensor;
  readonly x: Tensor;
  readonly scale: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * `CvBatchNormTrain`: two passes over x, so that a large mean costs no digits of the variance. The mean, rounded to float32, misses the
 * true one by `rest`: the mean of what is left after subtracting it, small enough to be exact.
 */
export function batchNormTrain({ x, scale, offset }: Inputs, { epsilon }: CvBatchNormTrainAttrs): Tensor[] {
  const axes = leadingAxes(x);
  const mean = average(x, axes);
  const centred = minus(x, mean);
  const rest = average(centred, axes);
  const variance = minus(average(run('Square', { x: centred }), axes), run('Square', { x: rest }));
  const factor = times(run('Rsqrt', { x: plus(variance, epsilon) }), scale);
  return [plus(times(centred, factor), minus(offset, times(rest, factor))), mean, variance];
}

/**
 * `CvBatchNormTrainGrad`: with xh = (x - mean) * rstd, dx = scale * rstd * (dy - mean(dy) - xh * mean(dy * xh)). What the rounded mean
 * misses, `rest`, is taken out of the sums and of the constant rather than of every element.
 */
export function batchNormTrainGrad(
  { dy, x, scale, mean, variance }: GradInputs,
  { epsilon }: CvBatchNormTrainAttrs,
): Tensor[] {
  const axes = leadingAxes(x);
  const count = x.size / scale.size;
  const rstd = run('Rsqrt', { x: plus(variance, epsilon) });
  const centred = minus(x, mean);
  const rest = average(centred, axes);
  const dOffset = total(dy, axes);
  const dScale = times(minus(total(times(dy, centred), axes), times(rest, dOffset)), rstd);
  const slope = over(times(dScale, rstd), count);
  const constant = minus(over(dOffset, count), times(rest, slope));
  const shifted = minus(minus(dy, times(centred, slope)), constant);
  return [times(shifted, times(scale, rstd)), dScale, dOffset];
}

function leadingAxes(x: Tensor): number[] {
  return Array.from({ length: x.shape.length - 1 }, (_, i) => i);
}
