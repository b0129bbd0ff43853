import { add, conv2d, flip, pad, reshape, type Shape, slice, type Tensor, transpose } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { defaultBias, defaultWeight } from './init/torch-default.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';
import { requireImages } from './require-images.ts';
import type { SlidingWindow } from './sliding-window.ts';
import { type Pair, wholeNumber, wholePair } from './whole-number.ts';

/** Options of {@link ConvTranspose2d}. */
export interface ConvTranspose2dOptions {
  kernelSize: Pair;
  /** Draws the initial weights; advances. */
  rng: Rng;
  stride?: Pair;
  /** Rows and columns that are cut off each side of the output. */
  padding?: Pair;
  /** Rows below and columns right that are added to the output; below stride or dilation. */
  outputPadding?: Pair;
  groups?: number;
  bias?: boolean;
  dilation?: Pair;
}

/**
 * Transposed convolution: each input value lays a weighted kernel on the output, `stride` apart (the gradient of a convolution).
 *
 * Parameters `weight` (`[in, out / groups, kh, kw]` in the state dict) and `bias` (`[out]`), by PyTorch's default initialisation.
 * @source torch.nn.ConvTranspose2d
 * @example
 * ```ts
 * const up = new ConvTranspose2d(64, 32, { kernelSize: 2, stride: 2, rng: new Rng(1) });
 * const y = up.forward(x); // [N, 14, 14, 64] -> [N, 28, 28, 32]
 * ```
 */
export class ConvTranspose2d extends Module {
  override readonly kind: string = 'ConvTranspose2d';
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly outputPadding: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly groups: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  /** @throws OptionError when a number is out of range, or `groups` does not divide both channel counts. */
  constructor(inChannels: number, outChannels: number, options: ConvTranspose2dOptions) {
    super();
    const {
      kernelSize,
      rng,
      stride = 1,
      padding = 0,
      outputPadding = 0,
      groups = 1,
      bias = true,
      dilation = 1,
    } = options;
    const where = 'ConvTranspose2d';
    this.inChannels = wholeNumber(inChannels, 'inChannels', where);
    this.outChannels = wholeNumber(outChannels, 'outChannels', where);
    this.kernelSize = wholePair(kernelSize, 'kernelSize', where);
    this.stride = wholePair(stride, 'stride', where);
    this.padding = wholePair(padding, 'padding', where, 0);
    this.outputPadding = wholePair(outputPadding, 'outputPadding', where, 0);
    this.dilation = wholePair(dilation, 'dilation', where);
    this.groups = wholeNumber(groups, 'groups', where);
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new OptionError(`${where}: groups ${groups} does not divide ${inChannels} and ${outChannels} channels`);
    }
    if (this.outputPadding.some((extra, axis) => extra >= Math.max(this.stride[axis]!, this.dilation[axis]!))) {
      throw new OptionError(`${where}: outputPadding [${this.outputPadding.join()}] must be below stride or dilation`);
    }
    const perGroup = [outChannels / groups, ...this.kernelSize];
    this.weight = this.parameter('weight', defaultWeight([inChannels, ...perGroup], { rng, layout: 'conv2d' }));
    this.bias = bias ? this.parameter('bias', defaultBias([outChannels, ...perGroup], { rng })) : null;
  }

  override macs(input: Shape): number {
    const values = input.reduce((product, length) => product * length, 1);
    return (values * this.kernelSize[0] * this.kernelSize[1] * this.outChannels) / this.groups;
  }

  /** @returns `'varies'` where the stride spreads the input: which inputs a place looks at depends on its remainder then. */
  override window(): SlidingWindow | 'varies' {
    const { kernelSize, stride, dilation, padding } = this;
    if (stride[0] !== 1 || stride[1] !== 1) return 'varies';
    const before = (axis: 0 | 1) => dilation[axis] * (kernelSize[axis] - 1) - padding[axis];
    return { kernelSize, stride, dilation, before: [before(0), before(1)] };
  }

  /**
   * @param x float32 `[N, H, W, in]`.
   * @returns float32 `[N, H', W', out]`, `H' = (H - 1) stride - 2 padding + dilation (kh - 1) + outputPadding + 1`.
   * @throws ShapeError when `x` is no image batch with `in` channels, or nothing of the output is left.
   */
  protected override compute(x: Tensor): Tensor {
    const { inChannels, outChannels, padding, dilation, groups, outputPadding } = this;
    requireImages(x, `ConvTranspose2d(${inChannels}, ${outChannels})`, inChannels);
    const reach = (axis: 0 | 1) => dilation[axis] * (this.kernelSize[axis] - 1);
    const sides = (axis: 0 | 1) => [reach(axis), reach(axis) + outputPadding[axis]] as const;
    const spread = spreadAxis(spreadAxis(x, 1, this.stride[0]), 2, this.stride[1]);
    const whole = conv2d(spread, this.#filter(), { padding: [sides(0), sides(1)], dilation, groups });
    const [count, height, width] = whole.shape as [number, number, number, number];
    const size = [count, height - 2 * padding[0], width - 2 * padding[1], outChannels];
    const y = slice(whole, { begin: [0, padding[0], padding[1], 0], size });
    return this.bias === null ? y : add(y, this.bias.value);
  }

  /** The kernel turned round, `[kh, kw, out / groups, in]` to `[kh, kw, in / groups, out]`. */
  #filter(): Tensor {
    const { inChannels, outChannels, groups } = this;
    const [rows, columns] = this.kernelSize;
    const turned = flip(this.weight.value, { axis: [0, 1] });
    const [inputs, outputs] = [inChannels / groups, outChannels / groups];
    const grouped = reshape(turned, [rows * columns, outputs, groups, inputs]);
    return reshape(transpose(grouped, { perm: [0, 3, 2, 1] }), [rows, columns, inputs, outChannels]);
  }
}

/** Puts `stride - 1` zeros between the values along an axis. */
function spreadAxis(x: Tensor, axis: 1 | 2, stride: number): Tensor {
  if (stride === 1) return x;
  const shape = [...x.shape];
  const product = (lengths: readonly number[]) => lengths.reduce((total, length) => total * length, 1);
  const rows = reshape(x, [product(shape.slice(0, axis + 1)), 1, product(shape.slice(axis + 1))]);
  const paddings = [
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ] as const;
  const length = shape[axis]! * stride;
  const spread = reshape(pad(rows, { paddings }), shape.with(axis, length));
  const size = shape.with(axis, length - stride + 1);
  return slice(spread, { begin: [0, 0, 0, 0], size });
}
