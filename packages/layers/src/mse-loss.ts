import { scope, squaredDifference, type Tensor } from '@cv/tensor';
import { type Reduction, reduceLoss } from './reduce-loss.ts';
import { requireSameShape } from './require-same-shape.ts';

/**
 * Mean squared error, `(x - y)^2`.
 * @param input float32, any shape.
 * @param target float32, the same shape.
 * @returns float32 scalar, or the shape of the input when `reduction` is `'none'`.
 * @throws ShapeError when the shapes differ (PyTorch broadcasts with a warning); OptionError for an unknown reduction.
 * @source torch.nn.MSELoss
 * @example
 * ```ts
 * const loss = mseLoss(model.forward(x, context), target);
 * ```
 */
export function mseLoss(input: Tensor, target: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor {
  requireSameShape(input, target, 'mseLoss');
  return scope(() => reduceLoss(squaredDifference(input, target), reduction, 'mseLoss'));
}
