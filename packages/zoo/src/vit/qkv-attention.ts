import { attendHeads, attentionMacs, type Context, type Linear, Module } from '@cv/layers';
import type { Shape, Tensor } from '@cv/tensor';

/**
 * Multi-head self-attention in timm's names: one linear layer `qkv`, one `proj`.
 * @source timm.layers.Attention
 */
export class QkvAttention extends Module {
  override readonly kind: string = 'QkvAttention';
  readonly numHeads: number;
  readonly #qkv: Linear;
  readonly #proj: Linear;

  constructor({ qkv, proj, numHeads }: { qkv: Linear; proj: Linear; numHeads: number }) {
    super();
    this.numHeads = numHeads;
    this.#qkv = this.child('qkv', qkv);
    this.#proj = this.child('proj', proj);
  }

  override macs(input: Shape): number {
    return attentionMacs(input);
  }

  /**
   * @param x float32 `[N, T, D]`.
   * @returns float32 `[N, T, D]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const heads = attendHeads(this.#qkv.forward(x, context), this.numHeads, {
      onProbabilities: context.attention && ((probabilities) => context.attention?.(this, probabilities)),
    });
    return this.#proj.forward(heads, context);
  }
}
