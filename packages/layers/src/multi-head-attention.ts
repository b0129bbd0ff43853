import { add, matmul, reshape, type Shape, type Tensor, zeros } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { attendHeads } from './attend-heads.ts';
import { attentionMacs } from './attention-macs.ts';
import type { Context } from './context.ts';
import { ownStream } from './init/own-stream.ts';
import { xavierUniform } from './init/xavier-uniform.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions {
  /** Draws the initial weights; advances. */
  rng: Rng;
  /** Whether the projections add a bias. */
  bias?: boolean;
}

/**
 * Multi-head self-attention: tokens are projected to queries, keys and values, each head attends, the heads are projected back.
 *
 * Parameters `in_proj_weight` (`[3 D, D]` in the state dict), `in_proj_bias`, `out_proj.weight`, `out_proj.bias`, initialised as in PyTorch.
 * @source torch.nn.MultiheadAttention with `batch_first`, called as `attention(x, x, x)`; Vaswani et al. 2017, https://arxiv.org/abs/1706.03762
 * @example
 * ```ts
 * const attention = new MultiHeadAttention(768, 12, { rng: new Rng(1) });
 * const y = attention.forward(tokens); // [N, T, 768]
 * ```
 */
export class MultiHeadAttention extends Module {
  override readonly kind: string = 'MultiHeadAttention';
  readonly embedDim: number;
  readonly numHeads: number;
  readonly inProjWeight: Parameter;
  readonly inProjBias: Parameter | null;
  readonly outProj: Linear;

  /** @throws OptionError when a number is out of range, or the heads do not divide the width. */
  constructor(embedDim: number, numHeads: number, { rng, bias = true }: MultiHeadAttentionOptions) {
    super();
    this.embedDim = wholeNumber(embedDim, 'embedDim', 'MultiHeadAttention');
    this.numHeads = wholeNumber(numHeads, 'numHeads', 'MultiHeadAttention');
    if (embedDim % numHeads !== 0) {
      throw new OptionError(`MultiHeadAttention: numHeads ${numHeads} does not divide embedDim ${embedDim}`, {
        numHeads,
        embedDim,
      });
    }
    const shape = [3 * embedDim, embedDim];
    const own = ownStream(rng);
    const weight = new Parameter({ shape, draw: () => xavierUniform(shape, { rng: own() }) }, { layout: 'linear' });
    this.inProjWeight = this.parameter('in_proj_weight', weight);
    this.inProjBias = bias ? this.parameter('in_proj_bias', new Parameter(zeros([3 * embedDim]))) : null;
    this.outProj = this.child('out_proj', new Linear(embedDim, embedDim, { rng, bias }));
    this.outProj.bias?.fill(new Float32Array(embedDim));
  }

  override macs(input: Shape): number {
    const tokens = input.reduce((product, length) => product * length, 1) / this.embedDim;
    return attentionMacs(input) + 3 * tokens * this.embedDim ** 2; // queries, keys and values
  }

  /**
   * @param x float32 `[N, T, embedDim]`.
   * @returns float32 `[N, T, embedDim]`.
   * @throws ShapeError when `x` has another rank or width.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const { embedDim, numHeads } = this;
    const [count, length, width] = x.shape as [number, number, number];
    if (x.shape.length !== 3 || width !== embedDim) {
      throw new ShapeError(
        `MultiHeadAttention(${embedDim}, ${numHeads}): input has shape [${x.shape.join()}], expected [N, T, ${embedDim}]`,
        { expected: ['N', 'T', embedDim], received: x.shape },
      );
    }
    const product = matmul(reshape(x, [count * length, width]), this.inProjWeight.value);
    const projected = this.inProjBias === null ? product : add(product, this.inProjBias.value);
    const heads = attendHeads(reshape(projected, [count, length, 3 * width]), numHeads, {
      onProbabilities: context.attention && ((probabilities) => context.attention?.(this, probabilities)),
    });
    return this.outProj.forward(heads, context);
  }
}
