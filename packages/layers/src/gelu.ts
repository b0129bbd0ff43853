import { gelu, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Module } from './module.ts';

/**
 * Gaussian error linear unit: `y = x * Phi(x)`, element by element.
 * @source torch.nn.GELU; Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415
 * @example
 * ```ts
 * const y = new GELU().forward(x);
 * ```
 */
export class GELU extends Module {
  override readonly kind: string = 'GELU';
  readonly approximate: 'none' | 'tanh';

  /**
   * @param options.approximate `'none'` uses the error function, `'tanh'` the paper's approximation.
   * @throws OptionError for another name.
   */
  constructor({ approximate = 'none' }: { approximate?: 'none' | 'tanh' } = {}) {
    super();
    if (approximate !== 'none' && approximate !== 'tanh') {
      throw new OptionError(`GELU: approximate is '${String(approximate)}', expected 'none' or 'tanh'`);
    }
    this.approximate = approximate;
  }

  /**
   * @param x float32, any shape.
   * @returns the same shape.
   */
  protected override compute(x: Tensor): Tensor {
    return gelu(x, { approximate: this.approximate });
  }
}
