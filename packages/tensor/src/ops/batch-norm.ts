import { ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, checkVector, FLOAT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { run } from '../tfjs/run.ts';

export interface BatchNormOptions {
  readonly scale: Tensor;
  readonly offset: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly epsilon?: number;
}

/**
 * Batch normalisation with given statistics (inference, frozen layers).
 *
 * y = (x - mean) / sqrt(variance + epsilon) * scale + offset
 *
 * @param x `[..., C]` float32, rank 2 or more
 * @param options.scale, options.offset, options.mean, options.variance `[C]` float32
 * @param options.epsilon > 0; default 1e-5
 * @returns same shape, float32
 * @throws ShapeError when a vector does not fit the channels; OptionError for a bad epsilon; DTypeError, DisposedError
 * @source torch.nn.functional.batch_norm(training=False), channels last
 * @example
 * ```ts
 * const y = batchNorm(x, { scale, offset, mean: runningMean, variance: runningVariance });
 * ```
 */
export function batchNorm(x: Tensor, { scale, offset, mean, variance, epsilon = 1e-5 }: BatchNormOptions): Tensor {
  const channels = checkNormalised('batchNorm', x, epsilon);
  checkVector('batchNorm', 'scale', scale, channels, 'one number per channel');
  checkVector('batchNorm', 'offset', offset, channels, 'one number per channel');
  checkVector('batchNorm', 'mean', mean, channels, 'one number per channel');
  checkVector('batchNorm', 'variance', variance, channels, 'one number per channel');
  return run('FusedBatchNorm', { x, scale, offset, mean, variance }, { varianceEpsilon: epsilon });
}

/** Checks the input of a batch norm and returns its channel count. */
export function checkNormalised(op: string, x: Tensor, epsilon: number): number {
  checkTensor(op, 'x', x, FLOAT);
  checkNumber(op, 'epsilon', epsilon, (e) => Number.isFinite(e) && e > 0, 'a finite number > 0');
  const channels = x.shape[x.shape.length - 1];
  if (channels === undefined || x.shape.length < 2) {
    throw new ShapeError(`${op}: x is ${shapeText(x.shape)}, expected rank 2 or more, [..., C]`, {
      op,
      received: x.shape,
    });
  }
  return channels;
}
