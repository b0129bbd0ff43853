import { add, matmul, reshape, type Shape, type Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { defaultBias, defaultWeight } from './init/torch-default.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link Linear}. */
export interface LinearOptions {
  /** Draws the initial weights; advances. */
  rng: Rng;
  /** Whether a bias is added. */
  bias?: boolean;
}

/**
 * Fully connected layer: `y = x W^T + b`.
 *
 * Parameters `weight` (`[out, in]` in the state dict) and `bias` (`[out]`), by PyTorch's default initialisation.
 * @source torch.nn.Linear
 * @example
 * ```ts
 * const fc = new Linear(84, 10, { rng: new Rng(1) });
 * const logits = fc.forward(features); // [N, 84] -> [N, 10]
 * ```
 */
export class Linear extends Module {
  override readonly kind: string = 'Linear';
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  /** @throws OptionError when a feature count is not a whole number above 0. */
  constructor(inFeatures: number, outFeatures: number, { rng, bias = true }: LinearOptions) {
    super();
    this.inFeatures = wholeNumber(inFeatures, 'inFeatures', 'Linear');
    this.outFeatures = wholeNumber(outFeatures, 'outFeatures', 'Linear');
    const shape = [outFeatures, inFeatures];
    this.weight = this.parameter('weight', defaultWeight(shape, { rng, layout: 'linear' }));
    this.bias = bias ? this.parameter('bias', defaultBias(shape, { rng })) : null;
  }

  override macs(_input: Shape, output: Shape): number {
    return output.reduce((product, length) => product * length, this.inFeatures);
  }

  /**
   * @param x float32 `[..., in]`.
   * @returns float32 `[..., out]`.
   * @throws ShapeError when the last axis of `x` is not `in` long.
   */
  protected override compute(x: Tensor): Tensor {
    if (x.shape.at(-1) !== this.inFeatures) {
      throw new ShapeError(
        `Linear(${this.inFeatures}, ${this.outFeatures}): input [${x.shape.join()}] has a last axis of ${x.shape.at(-1)}, expected ${this.inFeatures}`,
        { expected: this.inFeatures, received: x.shape },
      );
    }
    const flat = x.shape.length === 2 ? x : reshape(x, [x.size / this.inFeatures, this.inFeatures]);
    const product = matmul(flat, this.weight.value);
    const y = this.bias === null ? product : add(product, this.bias.value);
    return x.shape.length === 2 ? y : reshape(y, [...x.shape.slice(0, -1), this.outFeatures]);
  }
}
