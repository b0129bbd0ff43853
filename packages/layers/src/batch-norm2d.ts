import { add, batchNorm, batchNormTrain, mul, ones, type Tensor, zeros } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import type { Context } from './context.ts';
import { CountBuffer } from './count-buffer.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { requireImages } from './require-images.ts';
import { TensorBuffer } from './tensor-buffer.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link BatchNorm2d}. */
export interface BatchNorm2dOptions {
  /** Added to the variance before the root; above 0. */
  eps?: number;
  /** Share of the new batch in the running statistics; `null` averages all batches seen. */
  momentum?: number | null;
  /** Whether a learned scale and shift follow. */
  affine?: boolean;
  /** `false`: batch statistics always, in prediction too, and no buffers. */
  trackRunningStats?: boolean;
}

/**
 * Batch normalisation over `[N, H, W]` for each channel: `y = (x - mean) / sqrt(variance + eps) * weight + bias`.
 *
 * In training the batch's own mean and biased variance are used, and the running ones move by
 * `running = (1 - momentum) running + momentum batch` (there with the unbiased variance); in prediction, and when
 * {@link frozen}, the running ones are used and kept.
 * The update is part of the same graph as the forward pass, so a lazy backend computes both in one run.
 *
 * Parameters `weight`, `bias`; buffers `running_mean`, `running_var`, `num_batches_tracked`.
 * @source torch.nn.BatchNorm2d; Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167
 * @example
 * ```ts
 * const bn = new BatchNorm2d(16);
 * const y = bn.forward(x, { training: true }); // [N, H, W, 16]
 * ```
 */
export class BatchNorm2d extends Module {
  override readonly kind: string = 'BatchNorm2d';
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;
  readonly runningMean: TensorBuffer | null;
  readonly runningVar: TensorBuffer | null;
  readonly numBatchesTracked: CountBuffer | null;
  /** Uses and keeps the running statistics in training too, as in fine-tuning; without effect when none are tracked. */
  frozen = false;

  /** @throws OptionError when the channel count, `eps` or `momentum` is out of range. */
  constructor(
    numFeatures: number,
    { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true }: BatchNorm2dOptions = {},
  ) {
    super();
    this.numFeatures = wholeNumber(numFeatures, 'numFeatures', 'BatchNorm2d');
    if (!(eps > 0 && eps < Infinity)) throw new OptionError(`BatchNorm2d: eps is ${eps}, expected a number above 0`);
    if (momentum !== null && !(momentum >= 0 && momentum <= 1)) {
      throw new OptionError(`BatchNorm2d: momentum is ${momentum}, expected 0 to 1, or null for the average`);
    }
    this.eps = eps;
    this.momentum = momentum;
    const shape = [numFeatures];
    this.weight = affine ? this.parameter('weight', new Parameter(ones(shape))) : null;
    this.bias = affine ? this.parameter('bias', new Parameter(zeros(shape))) : null;
    this.runningMean = trackRunningStats ? this.buffer('running_mean', new TensorBuffer(zeros(shape))) : null;
    this.runningVar = trackRunningStats ? this.buffer('running_var', new TensorBuffer(ones(shape))) : null;
    this.numBatchesTracked = trackRunningStats ? this.buffer('num_batches_tracked', new CountBuffer()) : null;
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, H, W, C]`.
   * @throws ShapeError when `x` is no image batch with `C` channels, or has one value per channel in training.
   */
  protected override compute(x: Tensor, { training }: Context): Tensor {
    const { numFeatures, runningMean, runningVar, eps } = this;
    requireImages(x, `BatchNorm2d(${numFeatures})`, numFeatures);
    const scale = this.weight?.value ?? ones([numFeatures]);
    const offset = this.bias?.value ?? zeros([numFeatures]);
    if (runningMean !== null && runningVar !== null && (!training || this.frozen)) {
      const statistics = { mean: runningMean.value, variance: runningVar.value };
      return batchNorm(x, { scale, offset, ...statistics, epsilon: eps });
    }
    const count = x.size / numFeatures;
    if (training && count < 2) {
      throw new ShapeError(
        `BatchNorm2d(${numFeatures}): input [${x.shape.join()}] has ${count} value per channel, training needs more than 1; ` +
          'use a larger batch, or drop the last one',
        { received: x.shape },
      );
    }
    const { y, mean, variance } = batchNormTrain(x, { scale, offset, epsilon: eps });
    if (training) this.#record(mean, variance, count);
    return y;
  }

  #record(mean: Tensor, variance: Tensor, count: number): void {
    const { runningMean, runningVar, numBatchesTracked } = this;
    if (runningMean === null || runningVar === null || numBatchesTracked === null) return;
    const share = this.momentum ?? 1 / (numBatchesTracked.value + 1);
    runningMean.assign(add(mul(runningMean.value, 1 - share), mul(mean, share)));
    // Bessel's correction: the batch is normalised by the biased variance, the running one is unbiased.
    runningVar.assign(add(mul(runningVar.value, 1 - share), mul(variance, (share * count) / (count - 1))));
    numBatchesTracked.value += 1;
  }
}
