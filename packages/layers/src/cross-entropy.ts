import {
  div,
  gather,
  logSoftmax,
  mean,
  mul,
  neg,
  oneHot,
  reshape,
  type Reduction,
  softmaxCrossEntropy,
  sum,
  type Tensor,
} from '@cv/tensor';
import { DTypeError, OptionError, ShapeError } from '@cv/tensor/errors';

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions {
  /** Share of the target that is spread evenly over all classes. */
  labelSmoothing?: number;
  /** Weight of each class, float32 `[K]`. */
  weight?: Tensor;
  reduction?: 'mean' | 'sum' | 'none';
}

/**
 * Cross-entropy of softmax(`logits`) against labels: `-sum_k w_k t_k log p_k` for each example, `t` the smoothed target.
 *
 * `'mean'` with class indices divides by the sum of the labels' weights, with class probabilities by `N`.
 * @param logits float32 `[N, K]`.
 * @param labels int32 `[N]` class indices in `0 .. K - 1`, or float32 `[N, K]` class probabilities.
 * @returns float32 scalar, or `[N]` when `reduction` is `'none'`.
 * @throws ShapeError, DTypeError when the operands do not fit; OptionError unless `0 <= labelSmoothing <= 1`.
 * @source torch.nn.CrossEntropyLoss (without `ignore_index`); Szegedy et al. 2015, https://arxiv.org/abs/1512.00567
 * @example
 * ```ts
 * const loss = crossEntropy(model.forward(x, context), labels, { labelSmoothing: 0.1 });
 * ```
 */
export function crossEntropy(
  logits: Tensor,
  labels: Tensor,
  { labelSmoothing = 0, weight, reduction = 'mean' }: CrossEntropyOptions = {},
): Tensor {
  if (weight === undefined) return softmaxCrossEntropy(logits, labels, { labelSmoothing, reduction });
}
