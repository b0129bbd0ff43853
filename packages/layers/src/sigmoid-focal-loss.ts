import { add, mul, pow, scope, sigmoid, sub, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { binaryCrossEntropyWithLogits } from './binary-cross-entropy.ts';
import { type Reduction, reduceLoss } from './reduce-loss.ts';

/** Options of {@link sigmoidFocalLoss}. */
export interface SigmoidFocalLossOptions {
  /** Weight of the positive answers, 0 to 1, and `1 - alpha` that of the negative ones; null for no weights. */
  alpha?: number | null;
  /** How much easy answers are turned down; 0 or above. */
  gamma?: number;
  reduction?: Reduction;
}

/**
 * Focal loss: binary cross-entropy times `alpha_t (1 - p_t)^gamma`, `p_t` the probability of the right answer.
 *
 * @param logits float32, any shape.
 * @param target float32 of the same shape, 0 or 1.
 * @returns float32 scalar, or the shape of the logits when `reduction` is `'none'`.
 * @throws ShapeError when the shapes differ; OptionError for an option out of range.
 * @source Lin et al. 2017, https://arxiv.org/abs/1708.02002; torchvision.ops.sigmoid_focal_loss, which reduces nothing by default and
 * has a negative alpha for null
 * @example
 * ```ts
 * const loss = sigmoidFocalLoss(model.forward(x, context), target, { gamma: 2 });
 * ```
 */
export function sigmoidFocalLoss(
  logits: Tensor,
  target: Tensor,
  { alpha = 0.25, gamma = 2, reduction = 'mean' }: SigmoidFocalLossOptions = {},
): Tensor {
  if (!(gamma >= 0 && gamma < Infinity)) {
    throw new OptionError(`sigmoidFocalLoss: gamma is ${gamma}, expected a number of at least 0`);
  }
  if (alpha !== null && !(alpha >= 0 && alpha <= 1)) {
    throw new OptionError(`sigmoidFocalLoss: alpha is ${alpha}, expected 0 to 1, or null`);
  }
  return scope(() => {
    const entropy = binaryCrossEntropyWithLogits(logits, target, { reduction: 'none' });
    const p = sigmoid(logits);
    const wrong = add(mul(p, sub(1, target)), mul(sub(1, p), target)); // 1 - p_t
    const focal = gamma === 0 ? entropy : mul(entropy, pow(wrong, gamma));
    if (alpha === null) return reduceLoss(focal, reduction, 'sigmoidFocalLoss');
    const balance = add(mul(target, 2 * alpha - 1), 1 - alpha); // alpha y + (1 - alpha) (1 - y)
    return reduceLoss(mul(focal, balance), reduction, 'sigmoidFocalLoss');
  });
}
