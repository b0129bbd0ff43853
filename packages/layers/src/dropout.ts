import { dropout, mul, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Context } from './context.ts';
import { Module } from './module.ts';

/**
 * Inverted dropout: in training each value is zeroed with probability `p`, the others are scaled by `1 / (1 - p)`; in prediction nothing happens.
 * @source torch.nn.Dropout; Srivastava et al. 2014
 * @example
 * ```ts
 * const y = new Dropout(0.5).forward(x, { training: true, rng });
 * ```
 */
export class Dropout extends Module {
  override readonly kind: string = 'Dropout';
  readonly p: number;

  /** @throws OptionError unless `0 <= p <= 1`. */
  constructor(p = 0.5) {
    super();
    if (!(p >= 0 && p <= 1)) throw new OptionError(`Dropout: p is ${p}, expected a probability of 0 to 1`);
    this.p = p;
  }

  /**
   * @param x float32, any shape.
   * @returns the same shape.
   * @throws OptionError when `context.training` is set without `context.rng`.
   */
  protected override compute(x: Tensor, { training, rng }: Context): Tensor {
    if (!training || this.p === 0) return x;
    if (rng === undefined) {
      throw new OptionError(
        `Dropout(${this.p}): training needs random numbers; pass { training: true, rng } as context`,
      );
    }
    if (this.p === 1) return mul(x, 0);
    return dropout(x, { rate: this.p, rng });
  }
}
