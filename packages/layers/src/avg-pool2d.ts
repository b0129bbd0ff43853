import { avgPool2d, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';
import { type PoolOptions, poolGeometry } from './pool-options.ts';
import { requireImages } from './require-images.ts';
import type { SlidingWindow } from './sliding-window.ts';
import type { Pair } from './whole-number.ts';

/** Options of {@link AvgPool2d}. */
export interface AvgPool2dOptions extends PoolOptions {
  /** Whether the zeros of the padding count in the average. */
  countIncludePad?: boolean;
}

/**
 * The average of each window.
 * @source torch.nn.AvgPool2d
 * @example
 * ```ts
 * const y = new AvgPool2d(2).forward(x); // [N, 28, 28, C] -> [N, 14, 14, C]
 * ```
 */
export class AvgPool2d extends Module {
  override readonly kind: string = 'AvgPool2d';
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;

  /** @throws OptionError when a number is out of range, or the padding exceeds half the window. */
  constructor(
    kernelSize: Pair,
    { stride, padding = 0, ceilMode = false, countIncludePad = true }: AvgPool2dOptions = {},
  ) {
    super();
    ({
      kernelSize: this.kernelSize,
      stride: this.stride,
      padding: this.padding,
    } = poolGeometry(kernelSize, stride, padding, 'AvgPool2d'));
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
  }

  override window(): SlidingWindow {
    const { kernelSize, stride, padding } = this;
    return { kernelSize, stride, dilation: [1, 1], before: padding };
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, H', W', C]`.
   * @throws ShapeError when `x` is no image batch or smaller than the window.
   */
  protected override compute(x: Tensor): Tensor {
    requireImages(x, 'AvgPool2d');
    const { kernelSize, stride, padding, ceilMode, countIncludePad } = this;
    return avgPool2d(x, { kernelSize, stride, padding, ceilMode, countIncludePad });
  }
}
