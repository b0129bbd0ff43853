import { add, avgPool2d, mul, pow, reshape, square, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Module } from './module.ts';
import { requireImages } from './require-images.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link LocalResponseNorm}. */
export interface LocalResponseNormOptions {
  alpha?: number;
  beta?: number;
  k?: number;
}

/**
 * Divides by the energy of the neighbouring channels: `x / (k + alpha / size * sum of x^2 over size channels)^beta`.
 *
 * Channels beyond the first and the last count as zeros.
 * @source torch.nn.LocalResponseNorm (which divides alpha by `size`, unlike the paper); Krizhevsky et al. 2012, section 3.3
 * @example
 * ```ts
 * const y = new LocalResponseNorm(5, { k: 2 }).forward(x); // [N, H, W, C]
 * ```
 */
export class LocalResponseNorm extends Module {
  override readonly kind: string = 'LocalResponseNorm';
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;

  /** @throws OptionError when the size is no whole number above 0, or another number is not finite. */
  constructor(size: number, { alpha = 1e-4, beta = 0.75, k = 1 }: LocalResponseNormOptions = {}) {
    super();
    this.size = wholeNumber(size, 'size', 'LocalResponseNorm');
    for (const [option, received] of Object.entries({ alpha, beta, k })) {
      if (Number.isFinite(received)) continue;
      throw new OptionError(`LocalResponseNorm: ${option} is ${received}, expected a finite number`, { option });
    }
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, H, W, C]`.
   * @throws ShapeError when `x` is no image batch.
   */
  protected override compute(x: Tensor): Tensor {
    requireImages(x, 'LocalResponseNorm');
    const { size, alpha, beta, k } = this;
    const [count, height, width, channels] = x.shape as [number, number, number, number]; // checked above
    const energy = avgPool2d(reshape(square(x), [count, height * width, channels, 1]), {
      kernelSize: [1, size],
      stride: 1,
      padding: [
        [0, 0],
        [size >> 1, (size - 1) >> 1],
      ],
    });
    return mul(x, pow(add(mul(reshape(energy, x.shape), alpha), k), -beta));
  }
}
