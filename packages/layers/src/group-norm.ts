import { add, layerNorm, mul, ones, reshape, type Tensor, transpose, zeros } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { requireImages } from './require-images.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link GroupNorm}. */
export interface GroupNormOptions {
  /** Added to the variance before the root; above 0. */
  eps?: number;
  /** Whether a learned scale and shift of each channel follow. */
  affine?: boolean;
}

/**
 * Normalises each group of channels of each image over its rows, columns and channels; the batch does not matter.
 *
 * Parameters `weight`, `bias`.
 * @source torch.nn.GroupNorm; Wu and He 2018, https://arxiv.org/abs/1803.08494
 * @example
 * ```ts
 * const y = new GroupNorm(8, 64).forward(x); // [N, H, W, 64]
 * ```
 */
export class GroupNorm extends Module {
  override readonly kind: string = 'GroupNorm';
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  /** @throws OptionError when a number is out of range, or the groups do not divide the channels. */
  constructor(numGroups: number, numChannels: number, { eps = 1e-5, affine = true }: GroupNormOptions = {}) {
    super();
    this.numGroups = wholeNumber(numGroups, 'numGroups', 'GroupNorm');
    this.numChannels = wholeNumber(numChannels, 'numChannels', 'GroupNorm');
    if (numChannels % numGroups !== 0) {
      throw new OptionError(`GroupNorm: numGroups ${numGroups} does not divide numChannels ${numChannels}`, {
        numGroups,
        numChannels,
      });
    }
    if (!(eps > 0 && eps < Infinity)) throw new OptionError(`GroupNorm: eps is ${eps}, expected a number above 0`);
    this.eps = eps;
    this.weight = affine ? this.parameter('weight', new Parameter(ones([numChannels]))) : null;
    this.bias = affine ? this.parameter('bias', new Parameter(zeros([numChannels]))) : null;
  }

  /**
   * @param x float32 `[N, H, W, C]`.
   * @returns float32 `[N, H, W, C]`.
   * @throws ShapeError when `x` is no image batch with `C` channels.
   */
  protected override compute(x: Tensor): Tensor {
    const { numGroups, numChannels } = this;
    requireImages(x, `GroupNorm(${numGroups}, ${numChannels})`, numChannels);
    const [count, height, width] = x.shape as [number, number, number, number]; // checked above
    const grid = [count, height * width, numGroups, numChannels / numGroups];
    // A group as one row; the rows and columns of a row of groups are the layer norm of that row.
    const groups = transpose(reshape(x, grid), { perm: [0, 2, 1, 3] });
    const rows = reshape(groups, [count, numGroups, (height * width * numChannels) / numGroups]);
    const normal = reshape(layerNorm(rows, { epsilon: this.eps }), groups.shape);
    const y = reshape(transpose(normal, { perm: [0, 2, 1, 3] }), x.shape);
    return this.weight === null || this.bias === null ? y : add(mul(y, this.weight.value), this.bias.value);
  }
}
