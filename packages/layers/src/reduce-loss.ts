import { mean, sum, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';

/** What becomes of the losses of single values: their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Applies a {@link Reduction}; with `'none'` gives `losses` itself. */
export function reduceLoss(losses: Tensor, reduction: Reduction, where: string): Tensor {
  if (reduction === 'mean') return mean(losses);
  if (reduction === 'sum') return sum(losses);
  if (reduction === 'none') return losses;
  throw new OptionError(`${where}: reduction is '${String(reduction)}', expected 'mean', 'sum' or 'none'`, {
    received: reduction,
  });
}
