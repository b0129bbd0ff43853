import { dropout, mul, ones, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Context } from './context.ts';
import { Module } from './module.ts';

/**
 * Stochastic depth: in training the branch of each example is zeroed with probability `p`, the others are scaled by `1 / (1 - p)`; in
 * prediction nothing happens.
 * @source Huang et al. 2016, https://arxiv.org/abs/1603.09382; timm.layers.DropPath
 * @example
 * ```ts
 * const y = add(x, new DropPath(0.1).forward(branch, { training: true, rng }));
 * ```
 */
export class DropPath extends Module {
  override readonly kind: string = 'DropPath';
  readonly p: number;

  /** @throws OptionError unless `0 <= p < 1`. */
  constructor(p = 0) {
    super();
    if (!(p >= 0 && p < 1)) throw new OptionError(`DropPath: p is ${p}, expected a probability of 0 to below 1`);
    this.p = p;
  }

  /**
   * @param x float32 `[N, ...]`.
   * @returns the same shape.
   * @throws OptionError when `context.training` is set without `context.rng`.
   */
  protected override compute(x: Tensor, { training, rng }: Context): Tensor {
    if (!training || this.p === 0) return x;
    if (rng === undefined) {
      throw new OptionError(
        `DropPath(${this.p}): training needs random numbers; pass { training: true, rng } as context`,
      );
    }
    const perExample = x.shape.map((length, axis) => (axis === 0 ? length : 1));
    return mul(x, dropout(ones(perExample), { rate: this.p, rng }));
  }
}
