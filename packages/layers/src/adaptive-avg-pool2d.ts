import { avgPool2d, concat, mean, type Shape, slice, type Tensor } from '@cv/tensor';
import { Module } from './module.ts';
import { requireImages } from './require-images.ts';
import type { SlidingWindow } from './sliding-window.ts';
import { type Pair, wholePair } from './whole-number.ts';

/**
 * Averages to a fixed output size: cell `i` of `n` covers `floor(i H / n)` up to `ceil((i + 1) H / n)`.
 * @source torch.nn.AdaptiveAvgPool2d
 * @example
 * ```ts
 * const y = new AdaptiveAvgPool2d(1).forward(x); // [N, H, W, C] -> [N, 1, 1, C]
 * ```
 */
export class AdaptiveAvgPool2d extends Module {
  override readonly kind: string = 'AdaptiveAvgPool2d';
  readonly outputSize: readonly [number, number];

  /** @throws OptionError when the size is no whole number above 0. */
  constructor(outputSize: Pair) {
    super();
    this.outputSize = wholePair(outputSize, 'outputSize', 'AdaptiveAvgPool2d');
  }

  /** @returns `'varies'` where the cells overlap or differ in size. */
  override window([, height = 0, width = 0]: Shape): SlidingWindow | 'varies' {
    const [rows, columns] = this.outputSize;
    if (height % rows !== 0 || width % columns !== 0) return 'varies';
    const kernelSize = [height / rows, width / columns] as const;
    return { kernelSize, stride: kernelSize, dilation: [1, 1], before: [0, 0] };
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, H', W', C]` of the output size.
   * @throws ShapeError when `x` is no image batch.
   */
  protected override compute(x: Tensor): Tensor {
    requireImages(x, 'AdaptiveAvgPool2d');
    const [, height, width] = x.shape as [number, number, number, number]; // checked above
    const [rows, columns] = this.outputSize;
    if (rows === 1 && columns === 1) return mean(x, { axis: [1, 2], keepDims: true });
    if (height % rows === 0 && width % columns === 0) {
      return avgPool2d(x, { kernelSize: [height / rows, width / columns] });
    }
    // The cells form a grid, so the average over rows may come first.
    return averageCells(averageCells(x, 1, rows), 2, columns);
  }
}

/** Averages `axis` over `cells` cells that may overlap. */
function averageCells(x: Tensor, axis: 1 | 2, cells: number): Tensor {
  const length = x.shape[axis]!;
  const averages = Array.from({ length: cells }, (_, cell) => {
    const start = Math.floor((cell * length) / cells);
    const end = Math.ceil(((cell + 1) * length) / cells);
    const begin = x.shape.map((_length, at) => (at === axis ? start : 0));
    const size = x.shape.map((whole, at) => (at === axis ? end - start : whole));
    return mean(slice(x, { begin, size }), { axis, keepDims: true });
  });
  return concat(averages, { axis });
}
