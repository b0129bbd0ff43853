import { maxPool2d, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';
import { type PoolOptions, poolGeometry } from './pool-options.ts';
import { requireImages } from './require-images.ts';
import type { SlidingWindow } from './sliding-window.ts';
import type { Pair } from './whole-number.ts';

/**
 * The largest value of each window; padding never wins.
 * @source torch.nn.MaxPool2d
 * @example
 * ```ts
 * const y = new MaxPool2d(2).forward(x); // [N, 28, 28, C] -> [N, 14, 14, C]
 * ```
 */
export class MaxPool2d extends Module {
  override readonly kind: string = 'MaxPool2d';
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly ceilMode: boolean;

  /** @throws OptionError when a number is out of range, or the padding exceeds half the window. */
  constructor(kernelSize: Pair, { stride, padding = 0, ceilMode = false }: PoolOptions = {}) {
    super();
    ({
      kernelSize: this.kernelSize,
      stride: this.stride,
      padding: this.padding,
    } = poolGeometry(kernelSize, stride, padding, 'MaxPool2d'));
    this.ceilMode = ceilMode;
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
    requireImages(x, 'MaxPool2d');
    const { kernelSize, stride, padding, ceilMode } = this;
    return maxPool2d(x, { kernelSize, stride, padding, ceilMode });
  }
}
