import type { Shape } from '@cv/tensor';

/**
 * Multiply-accumulates of self-attention without its projections: queries by keys, and probabilities by values.
 * @param tokens shape `[N, T, D]`, whatever the number of heads.
 * @example
 * ```ts
 * attentionMacs([1, 197, 192]); // 2 * 197 * 197 * 192
 * ```
 */
export function attentionMacs([count = 0, tokens = 0, width = 0]: Shape): number {
  return 2 * count * tokens * tokens * width;
}
