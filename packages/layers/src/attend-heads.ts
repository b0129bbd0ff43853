import {
  type AttentionInputs,
  matmul,
  mul,
  reshape,
  scalar,
  scaledDotProductAttention,
  softmax,
  split,
  type Tensor,
  transpose,
} from '@cv/tensor';

/** Options of {@link attendHeads}. */
export interface AttendHeadsOptions {
  /** Gets the probabilities, `[N, heads, T, T]`, borrowed; the attention is computed in its steps then, not by the fused kernel. */
  onProbabilities?: ((probabilities: Tensor) => void) | undefined;
}

/**
 * Multi-head self-attention without its projections: cuts queries, keys and values apart, lets each head attend, and joins the heads.
 * @param qkv float32 `[N, T, 3 D]`: queries, keys, values; in each, head after head.
 * @param numHeads divides `D`.
 * @returns float32 `[N, T, D]`.
 * @source Vaswani et al. 2017, section 3.2.2, https://arxiv.org/abs/1706.03762
 * @example
 * ```ts
 * const y = attendHeads(qkv.forward(tokens), 3); // [N, T, 576] -> [N, T, 192]
 * ```
 */
export function attendHeads(qkv: Tensor, numHeads: number, { onProbabilities }: AttendHeadsOptions = {}): Tensor {
  const [count, length, triple] = qkv.shape as [number, number, number];
  const width = triple / 3;
  const [query, key, value] = split(qkv, { parts: 3, axis: -1 }).map((part) =>
    transpose(reshape(part, [count, length, numHeads, width / numHeads]), { perm: [0, 2, 1, 3] }),
  ) as [Tensor, Tensor, Tensor];
  const inputs = { query, key, value };
  const heads = onProbabilities ? attendInSteps(inputs, onProbabilities) : scaledDotProductAttention(inputs); // [N, heads, T, D / heads]
  return reshape(transpose(heads, { perm: [0, 2, 1, 3] }), [count, length, width]);
}

/** What the fused kernel computes, through a tensor of the probabilities that can be looked at and differentiated by. */
function attendInSteps(
  { query, key, value }: AttentionInputs,
  onProbabilities: (probabilities: Tensor) => void,
): Tensor {
  const scaled = mul(query, scalar(1 / Math.sqrt(query.shape[3]!)));
  const probabilities = softmax(matmul(scaled, key, { transposeB: true }));
  onProbabilities(probabilities);
  return matmul(probabilities, value);
}
