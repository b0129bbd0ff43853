import type { Shape, Tensor } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { convolveVolumes } from './convolve-volumes.ts';
import { defaultBias, defaultWeight } from './init/torch-default.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';
import { type Triple, wholeNumber, wholeTriple } from './whole-number.ts';

/** Options of {@link Conv3d}. */
export interface Conv3dOptions {
  kernelSize: Triple;
  /** Draws the initial weights; advances. */
  rng: Rng;
  stride?: Triple;
  /** Zeros on both sides of each axis. `'same'` keeps the size (stride 1 only, as in PyTorch), `'valid'` is 0. */
  padding?: Triple | 'same' | 'valid';
  dilation?: Triple;
  /** Channels are split into so many independent convolutions; `inChannels` makes it depthwise. */
  groups?: number;
  /** Whether a bias is added. */
  bias?: boolean;
}

/**
 * Three-dimensional convolution (cross-correlation) over channels-last volumes: scans of a body, or frames of a film.
 *
 * Parameters `weight` (`[out, in / groups, kd, kh, kw]` in the state dict) and `bias` (`[out]`), by PyTorch's default initialisation.
 *
 * It runs and trains on every device, as one two-dimensional convolution: no device has a kernel of its own for it. A pass holds a copy
 * of the input for each of the `kd` taps.
 * @source torch.nn.Conv3d
 * @example
 * ```ts
 * const conv = new Conv3d(1, 8, { kernelSize: 3, padding: 1, rng: new Rng(1) });
 * const maps = conv.forward(scans); // [N, 16, 64, 64, 1] -> [N, 16, 64, 64, 8]
 * ```
 */
export class Conv3d extends Module {
  override readonly kind: string = 'Conv3d';
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number, number];
  readonly stride: readonly [number, number, number];
  readonly padding: readonly [number, number, number] | 'same' | 'valid';
  readonly dilation: readonly [number, number, number];
  readonly groups: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  /** @throws OptionError when a number is no whole number in its range, or `groups` does not divide both channel counts. */
  constructor(
    inChannels: number,
    outChannels: number,
    { kernelSize, rng, stride = 1, padding = 0, dilation = 1, groups = 1, bias = true }: Conv3dOptions,
  ) {
    super();
    this.inChannels = wholeNumber(inChannels, 'inChannels', 'Conv3d');
    this.outChannels = wholeNumber(outChannels, 'outChannels', 'Conv3d');
    this.kernelSize = wholeTriple(kernelSize, 'kernelSize', 'Conv3d');
    this.stride = wholeTriple(stride, 'stride', 'Conv3d');
    this.dilation = wholeTriple(dilation, 'dilation', 'Conv3d');
    this.groups = wholeNumber(groups, 'groups', 'Conv3d');
    this.padding = typeof padding === 'string' ? padding : wholeTriple(padding, 'padding', 'Conv3d', 0);
    if (padding === 'same' && this.stride.some((step) => step !== 1)) {
      throw new OptionError(
        `Conv3d: padding 'same' with stride [${this.stride.join()}] is not defined (PyTorch refuses it); give the padding in numbers`,
        { stride },
      );
    }
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new OptionError(
        `Conv3d: groups ${groups} does not divide inChannels ${inChannels} and outChannels ${outChannels}`,
        { groups, inChannels, outChannels },
      );
    }
    const shape = [outChannels, inChannels / groups, ...this.kernelSize];
    this.weight = this.parameter('weight', defaultWeight(shape, { rng, layout: 'conv3d' }));
    this.bias = bias ? this.parameter('bias', defaultBias(shape, { rng })) : null;
  }

  override macs(_input: Shape, output: Shape): number {
    const product = (lengths: readonly number[]) => lengths.reduce((total, length) => total * length, 1);
    return (product(output) * product(this.kernelSize) * this.inChannels) / this.groups;
  }

  /**
   * @param x float32 `[N, D, H, W, in]`.
   * @returns float32 `[N, D', H', W', out]`, `D' = floor((D + 2 padding - dilation (kd - 1) - 1) / stride) + 1`.
   * @throws ShapeError when `x` is no batch of volumes with `in` channels, or smaller than the kernel.
   */
  protected override compute(x: Tensor): Tensor {
    const { inChannels, stride, dilation, groups, bias } = this;
    const where = `Conv3d(${inChannels}, ${this.outChannels})`;
    if (x.shape.length !== 5 || x.shape[4] !== inChannels) {
      const expected = `[N, D, H, W, ${inChannels}]`;
      throw new ShapeError(`${where}: input has shape [${x.shape.join()}], expected ${expected} (channels last)`, {
        expected,
        received: x.shape,
      });
    }
    const pads = this.#pads();
    const short = this.kernelSize.findIndex(
      (taps, axis) => x.shape[axis + 1]! + pads[axis]![0] + pads[axis]![1] <= dilation[axis]! * (taps - 1),
    );
    if (short >= 0) {
      throw new ShapeError(
        `${where}: the kernel [${this.kernelSize.join()}] with dilation [${dilation.join()}] is larger than the padded input [${x.shape.join()}] along its ${['depth', 'height', 'width'][short]}`,
        { kernelSize: this.kernelSize, received: x.shape },
      );
    }
    const offset = bias === null ? {} : { bias: bias.value };
    return convolveVolumes(x, this.weight.value, { ...offset, stride, pads, dilation, groups });
  }

  /** Zeros before and behind along each axis. `'same'` puts the odd one behind, as PyTorch does. */
  #pads(): readonly (readonly [number, number])[] {
    const { padding, kernelSize, dilation } = this;
    return kernelSize.map((taps, axis) => {
      if (padding === 'valid') return [0, 0];
      if (padding !== 'same') return [padding[axis]!, padding[axis]!];
      const total = dilation[axis]! * (taps - 1);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
  }
}
