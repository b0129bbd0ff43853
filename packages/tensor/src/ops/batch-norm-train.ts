import { ShapeError } from '../errors.ts';
import { CvBatchNormTrain } from '../kernels.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkVector } from '../tfjs/check.ts';
import { runCvMany } from '../tfjs/run-cv.ts';
import { checkNormalised } from './batch-norm.ts';

export interface BatchNormTrainOptions {
  readonly scale: Tensor;
  readonly offset: Tensor;
  readonly epsilon?: number;
}

export interface BatchNormTrainResult {
  readonly y: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * Batch normalisation with the statistics of the batch itself (training).
 *
 * y = (x - mean(x)) / sqrt(variance(x) + epsilon) * scale + offset, over all axes but the last
 *
 * @param x `[..., C]` float32, rank 2 or more, at least one element per channel
 * @param options.scale, options.offset `[C]` float32
 * @param options.epsilon > 0; default 1e-5
 * @returns y like x; mean and the biased variance `[C]`, for running statistics, without a gradient
 * @throws ShapeError when a vector does not fit the channels or x is empty; OptionError for a bad epsilon; DTypeError, DisposedError
 * @source Ioffe and Szegedy 2015; torch.nn.functional.batch_norm(training=True), channels last
 * @example
 * ```ts
 * const { y, mean, variance } = batchNormTrain(x, { scale, offset });
 * ```
 */
export function batchNormTrain(
  x: Tensor,
  { scale, offset, epsilon = 1e-5 }: BatchNormTrainOptions,
): BatchNormTrainResult {
  const channels = checkNormalised('batchNormTrain', x, epsilon);
  checkVector('batchNormTrain', 'scale', scale, channels, 'one number per channel');
  checkVector('batchNormTrain', 'offset', offset, channels, 'one number per channel');
  if (x.size === 0) {
    throw new ShapeError(`batchNormTrain: x ${shapeText(x.shape)} has no element, expected at least one per channel`, {
      op: 'batchNormTrain',
      received: x.shape,
    });
  }
  const [y, mean, variance] = runCvMany(CvBatchNormTrain, { x, scale, offset }, { epsilon }) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  return { y, mean, variance };
}
