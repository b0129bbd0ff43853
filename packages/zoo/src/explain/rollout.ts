import { OptionError } from '@cv/tensor/errors';

/** Options of the rollout. */
export interface RolloutOptions {
  /** What the heads of a block count together as. */
  headFusion?: 'mean' | 'max' | 'min';
  /** Share of the weakest attentions of a block that count as 0, from 0 to below 1. */
  discardRatio?: number;
}

/** The attention of one picture in one block: `heads` square matrices of `tokens` rows, one after the other. */
export interface BlockAttention {
  readonly data: Float32Array;
  readonly heads: number;
  readonly tokens: number;
}

/**
 * How much of each token arrives in the class token, through all blocks: the first row of `A_L ... A_2 A_1`, `A = (W + I) / 2` with rows
 * brought to a sum of 1, which is the attention with its residual.
 *
 * Only that row is computed, from the last block to the first.
 * @param blocks the first block first.
 * @returns a value for each token, which add up to 1.
 */
export function rollout(
  blocks: readonly BlockAttention[],
  { headFusion = 'mean', discardRatio = 0 }: RolloutOptions = {},
): Float64Array {
  checkOptions({ headFusion, discardRatio });
  const tokens = blocks[0]?.tokens ?? 0;
  let row: Float64Array = Float64Array.from({ length: tokens }, (_, i) => Number(i === 0));
  for (const block of blocks.toReversed()) {
    const weights = fused(block, headFusion);
    discard(weights, discardRatio);
    row = through(row, weights);
  }
  return row;
}

function checkOptions({ headFusion, discardRatio }: Required<RolloutOptions>): void {
  if (!['mean', 'max', 'min'].includes(headFusion)) {
    throw new OptionError(`attentionRollout: headFusion is '${headFusion}', expected mean, max or min`, { headFusion });
  }
  if (discardRatio >= 0 && discardRatio < 1) return;
  throw new OptionError(`attentionRollout: discardRatio is ${discardRatio}, expected a share of 0 to below 1`, {
    discardRatio,
  });
}

function fused({ data, heads, tokens }: BlockAttention, how: 'mean' | 'max' | 'min'): Float64Array {
  const size = tokens * tokens;
  const result = Float64Array.from(data.subarray(0, size));
  for (let head = 1; head < heads; head++) {
    const other = data.subarray(head * size, (head + 1) * size);
    for (let i = 0; i < size; i++) {
      const value = other[i]!;
      if (how === 'mean') result[i]! += value;
      else if (how === 'max' ? value > result[i]! : value < result[i]!) result[i] = value;
    }
  }
  return how === 'mean' ? result.map((value) => value / heads) : result;
}

/** Sets the weakest to 0, but for the very first value: the class token goes on seeing itself. */
function discard(weights: Float64Array, ratio: number): void {
  const count = Math.floor(weights.length * ratio);
  if (count === 0) return;
  const order = Array.from(weights.keys()).sort((a, b) => weights[a]! - weights[b]!);
  for (const index of order.slice(0, count)) if (index > 0) weights[index] = 0;
}

/** `row` times `(weights + I) / rowSum`. */
function through(row: Float64Array, weights: Float64Array): Float64Array {
  const tokens = row.length;
  const result = new Float64Array(tokens);
  for (let query = 0; query < tokens; query++) {
    const own = weights.subarray(query * tokens, (query + 1) * tokens);
    let total = 1;
    for (const value of own) total += value;
    const share = row[query]! / total;
    result[query]! += share;
    for (let key = 0; key < tokens; key++) result[key]! += share * own[key]!;
  }
  return result;
}
