import { leakyRelu, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Module } from './module.ts';

/**
 * `y = x` above 0, `negativeSlope * x` below.
 * @source torch.nn.LeakyReLU; Maas, Hannun and Ng 2013
 * @example
 * ```ts
 * const y = new LeakyReLU(0.1).forward(x);
 * ```
 */
export class LeakyReLU extends Module {
  override readonly kind: string = 'LeakyReLU';
  readonly negativeSlope: number;

  /** @throws OptionError when the slope is not finite. */
  constructor(negativeSlope = 0.01) {
    super();
    if (!Number.isFinite(negativeSlope)) {
      throw new OptionError(`LeakyReLU: negativeSlope is ${negativeSlope}, expected a finite number`);
    }
    this.negativeSlope = negativeSlope;
  }

  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return leakyRelu(x, { negativeSlope: this.negativeSlope });
  }
}
