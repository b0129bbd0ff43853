import { add, mul, neg, scope, softplus, sub, type Tensor } from '@cv/tensor';
import { type Reduction, reduceLoss } from './reduce-loss.ts';
import { requireSameShape } from './require-same-shape.ts';

/** Options of {@link binaryCrossEntropyWithLogits}. */
export interface BinaryCrossEntropyOptions {
  /** Weight of each value, float32, broadcast to the logits. */
  weight?: Tensor;
  /** Weight of the positive answers, float32, broadcast to the logits: above 1 it favours recall. */
  posWeight?: Tensor;
  reduction?: Reduction;
}

/**
 * Binary cross-entropy of sigmoid(`logits`) against `target`: `-w (p y log s + (1 - y) log(1 - s))`, without overflow.
 *
 * @param logits float32, any shape.
 * @param target float32 of the same shape, 0 to 1.
 * @returns float32 scalar, or the shape of the logits when `reduction` is `'none'`.
 * @throws ShapeError when the shapes do not fit; OptionError for an unknown reduction.
 * @source torch.nn.BCEWithLogitsLoss
 * @example
 * ```ts
 * const loss = binaryCrossEntropyWithLogits(model.forward(x, context), target, { posWeight });
 * ```
 */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  target: Tensor,
  { weight, posWeight, reduction = 'mean' }: BinaryCrossEntropyOptions = {},
): Tensor {
  requireSameShape(logits, target, 'binaryCrossEntropyWithLogits');
  return scope(() => {
    // (1 - y) x + (1 + (p - 1) y) log(1 + exp(-x))
    const rest = softplus(neg(logits));
    const positive = posWeight === undefined ? rest : mul(add(mul(sub(posWeight, 1), target), 1), rest);
    const losses = add(mul(sub(1, target), logits), positive);
    const weighted = weight === undefined ? losses : mul(losses, weight);
    return reduceLoss(weighted, reduction, 'binaryCrossEntropyWithLogits');
  });
}
