import {
  add,
  div,
  gather,
  logSoftmax,
  mul,
  neg,
  oneHot,
  reshape,
  scope,
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
 * `'mean'` divides by the sum of the labels' weights for class indices, by `N` for class probabilities.
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
  const classes = checkWeighted(logits, labels, weight, labelSmoothing);
  return scope(() => {
    const indices = labels.dtype === 'int32';
    const target = indices ? oneHot(labels, { depth: classes }) : labels;
    const smoothed = add(mul(target, 1 - labelSmoothing), labelSmoothing / classes);
    const losses = neg(sum(mul(mul(logSoftmax(logits), smoothed), reshape(weight, [1, classes])), { axis: 1 }));
    if (reduction === 'none') return losses;
    if (reduction === 'sum') return sum(losses);
    return div(sum(losses), indices ? sum(gather(weight, labels)) : logits.shape[0]!);
  });
}

/** Checks the operands and returns the number of classes. */
function checkWeighted(logits: Tensor, labels: Tensor, weight: Tensor, labelSmoothing: number): number {
  const [count, classes] = logits.shape;
  const probabilities = labels.dtype === 'float32';
  const expected = probabilities ? [count, classes] : [count];
  if (count === undefined || classes === undefined || logits.shape.length !== 2) {
    throw new ShapeError(`crossEntropy: logits have shape [${logits.shape.join()}], expected [N, K]`);
  }
  if (!probabilities && labels.dtype !== 'int32') {
    throw new DTypeError(`crossEntropy: labels are ${labels.dtype}, expected int32 indices or float32 probabilities`);
  }
  if (String(labels.shape) !== String(expected)) {
    throw new ShapeError(
      `crossEntropy: labels have shape [${labels.shape.join()}], expected [${expected.join()}] (${labels.dtype})`,
    );
  }
  if (String(weight.shape) !== String([classes])) {
    throw new ShapeError(
      `crossEntropy: weight has shape [${weight.shape.join()}], expected [${classes}], one for each class`,
    );
  }
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new OptionError(`crossEntropy: labelSmoothing is ${labelSmoothing}, expected 0 to 1`);
  }
  return classes;
}
