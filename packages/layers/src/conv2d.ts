import { conv2d, type Shape, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { defaultBias, defaultWeight } from './init/torch-default.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';
import { requireImages } from './require-images.ts';
import type { SlidingWindow } from './sliding-window.ts';
import { type Pair, wholeNumber, wholePair } from './whole-number.ts';

/** Rows and columns of zeros around an image: on every side, per axis, or per side. */
export type Padding = Pair | readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]];

/** Options of {@link Conv2d}. */
export interface Conv2dOptions {
  kernelSize: Pair;
  /** Draws the initial weights; advances. */
  rng: Rng;
  stride?: Pair;
  /** `'same'` keeps the size (stride 1 only, as in PyTorch), `'valid'` is 0. */
  padding?: Padding | 'same' | 'valid';
  dilation?: Pair;
  /** Channels are split into so many independent convolutions; `inChannels` makes it depthwise. */
  groups?: number;
  /** Whether a bias is added. */
  bias?: boolean;
}

/**
 * Two-dimensional convolution (cross-correlation) over channels-last images.
 *
 * Parameters `weight` (`[out, in / groups, kh, kw]` in the state dict) and `bias` (`[out]`), by PyTorch's default initialisation.
 * @source torch.nn.Conv2d
 * @example
 * ```ts
 * const conv = new Conv2d(1, 6, { kernelSize: 5, padding: 2, rng: new Rng(1) });
 * const maps = conv.forward(images); // [N, 28, 28, 1] -> [N, 28, 28, 6]
 * ```
 */
export class Conv2d extends Module {
  override readonly kind: string = 'Conv2d';
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: Padding | 'same' | 'valid';
  readonly dilation: readonly [number, number];
  readonly groups: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  /** @throws OptionError when a number is no whole number in its range, or `groups` does not divide both channel counts. */
  constructor(
    inChannels: number,
    outChannels: number,
    { kernelSize, rng, stride = 1, padding = 0, dilation = 1, groups = 1, bias = true }: Conv2dOptions,
  ) {
    super();
    this.inChannels = wholeNumber(inChannels, 'inChannels', 'Conv2d');
    this.outChannels = wholeNumber(outChannels, 'outChannels', 'Conv2d');
    this.kernelSize = wholePair(kernelSize, 'kernelSize', 'Conv2d');
    this.stride = wholePair(stride, 'stride', 'Conv2d');
    this.dilation = wholePair(dilation, 'dilation', 'Conv2d');
    this.groups = wholeNumber(groups, 'groups', 'Conv2d');
    this.padding = checkPadding(padding, this.stride);
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new OptionError(
        `Conv2d: groups ${groups} does not divide inChannels ${inChannels} and outChannels ${outChannels}`,
        { groups, inChannels, outChannels },
      );
    }
    const shape = [outChannels, inChannels / groups, ...this.kernelSize];
    this.weight = this.parameter('weight', defaultWeight(shape, { rng, layout: 'conv2d' }));
    this.bias = bias ? this.parameter('bias', defaultBias(shape, { rng })) : null;
  }

  override macs(_input: Shape, output: Shape): number {
    const [kernelHeight, kernelWidth] = this.kernelSize;
    const values = output.reduce((product, length) => product * length, 1);
    return (values * kernelHeight * kernelWidth * this.inChannels) / this.groups;
  }

  override window(_input: Shape): SlidingWindow {
    const { kernelSize, stride, dilation } = this;
    return { kernelSize, stride, dilation, before: before(this.padding, kernelSize, dilation) };
  }

  /**
   * @param x float32 `[N, H, W, in]`.
   * @returns float32 `[N, H', W', out]`, `H' = floor((H + padding - dilation (kh - 1) - 1) / stride) + 1`.
   * @throws ShapeError when `x` is no image batch with `in` channels, or smaller than the kernel.
   */
  protected override compute(x: Tensor): Tensor {
    const { inChannels, outChannels, stride, padding, dilation, groups } = this;
    requireImages(x, `Conv2d(${inChannels}, ${outChannels})`, inChannels);
    const bias = this.bias === null ? {} : { bias: this.bias.value };
    return conv2d(x, this.weight.value, { ...bias, stride, padding, dilation, groups });
  }
}

/** Rows above and columns left of the image. `'same'` puts the odd one behind, as PyTorch does. */
function before(
  padding: Conv2d['padding'],
  kernelSize: readonly [number, number],
  dilation: readonly [number, number],
): readonly [number, number] {
  if (padding === 'valid') return [0, 0];
  if (padding === 'same') {
    return [Math.floor((dilation[0] * (kernelSize[0] - 1)) / 2), Math.floor((dilation[1] * (kernelSize[1] - 1)) / 2)];
  }
  const [rows, columns] = typeof padding === 'number' ? [padding, padding] : padding;
  return [typeof rows === 'number' ? rows : rows[0], typeof columns === 'number' ? columns : columns[0]];
}

function checkPadding(
  padding: Padding | 'same' | 'valid',
  stride: readonly [number, number],
): Padding | 'same' | 'valid' {
  if (padding === 'valid') return padding;
  if (padding === 'same') {
    if (stride[0] === 1 && stride[1] === 1) return padding;
    throw new OptionError(
      `Conv2d: padding 'same' with stride [${stride.join()}] is not defined (PyTorch refuses it); give the padding in numbers`,
      { stride },
    );
  }
  const sides = typeof padding === 'number' ? [padding] : padding.flat();
  for (const side of sides) wholeNumber(side, 'padding', 'Conv2d', 0);
  return padding;
}
