import { layerNorm, ones, type Tensor, zeros } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link LayerNorm}. */
export interface LayerNormOptions {
  /** Added to the variance before the root; above 0. */
  eps?: number;
  /** Whether a learned scale and shift follow. */
  elementwiseAffine?: boolean;
}

/**
 * Normalises each vector along the last axis: `y = (x - mean) / sqrt(variance + eps) * weight + bias`.
 *
 * Parameters `weight`, `bias`. Over the last axis only, which is what vision transformers use.
 * @source torch.nn.LayerNorm; Ba, Kiros and Hinton 2016, https://arxiv.org/abs/1607.06450
 * @example
 * ```ts
 * const y = new LayerNorm(192, { eps: 1e-6 }).forward(tokens); // [N, T, 192]
 * ```
 */
export class LayerNorm extends Module {
  override readonly kind: string = 'LayerNorm';
  readonly normalizedShape: number;
  readonly eps: number;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  /** @throws OptionError when the length or `eps` is out of range. */
  constructor(normalizedShape: number, { eps = 1e-5, elementwiseAffine = true }: LayerNormOptions = {}) {
    super();
    this.normalizedShape = wholeNumber(normalizedShape, 'normalizedShape', 'LayerNorm');
    if (!(eps > 0 && eps < Infinity)) throw new OptionError(`LayerNorm: eps is ${eps}, expected a number above 0`);
    this.eps = eps;
    this.weight = elementwiseAffine ? this.parameter('weight', new Parameter(ones([normalizedShape]))) : null;
    this.bias = elementwiseAffine ? this.parameter('bias', new Parameter(zeros([normalizedShape]))) : null;
  }

  /**
   * @param x float32 `[..., normalizedShape]`.
   * @returns the same shape.
   * @throws ShapeError when the last axis has another length.
   */
  protected override compute(x: Tensor): Tensor {
    if (x.shape.at(-1) !== this.normalizedShape) {
      throw new ShapeError(
        `LayerNorm(${this.normalizedShape}): input [${x.shape.join()}] has a last axis of ${x.shape.at(-1)}, expected ${this.normalizedShape}`,
        { expected: this.normalizedShape, received: x.shape },
      );
    }
    return layerNorm(x, { scale: this.weight?.value, offset: this.bias?.value, epsilon: this.eps });
  }
}
