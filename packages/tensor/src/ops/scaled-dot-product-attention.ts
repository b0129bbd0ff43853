import { ShapeError } from '../errors.ts';
import { CvAttention, CvAttentionGrad } from '../kernels.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkRank, checkTensor, FLOAT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { customGradient } from '../tfjs/custom-gradient.ts';
import { runCvMany } from '../tfjs/run-cv.ts';

export interface AttentionInputs {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
}

export interface AttentionOptions {
  readonly scale?: number;
  readonly causal?: boolean;
}

/**
 * Scaled dot-product attention.
 *
 * y = softmax(scale * query keyT + mask) value
 *
 * @param inputs.query `[B, H, L, D]` float32
 * @param inputs.key `[B, H, S, D]` float32, S >= 1
 * @param inputs.value `[B, H, S, E]` float32
 * @param options.scale default 1 / sqrt(D)
 * @param options.causal position i sees positions 0..i only; default false
 * @returns `[B, H, L, E]` float32
 * @throws ShapeError when the inputs do not fit; OptionError for a bad scale; DTypeError, DisposedError
 * @source Vaswani et al. 2017; torch.nn.functional.scaled_dot_product_attention
 * @example
 * ```ts
 * const y = scaledDotProductAttention({ query, key, value }, { causal: true });
 * ```
 */
export function scaledDotProductAttention(
  { query, key, value }: AttentionInputs,
  options: AttentionOptions = {},
): Tensor {
  checkInputs(query, key, value);
  const { scale = 1 / Math.sqrt(query.shape[3]!), causal = false } = options;
  checkNumber('scaledDotProductAttention', 'scale', scale, Number.isFinite, 'a finite number');
  return customGradient(
    [query, key, value],
    (save) => {
      const [y, probs] = runCvMany(CvAttention, { query, key, value }, { scale, causal }) as [Tensor, Tensor];
      save([query, key, value, probs]);
      return y;
    },
    (dy, saved) => {
      const [q, k, v, probs] = saved as [Tensor, Tensor, Tensor, Tensor];
      return runCvMany(CvAttentionGrad, { dy, query: q, key: k, value: v, probs }, { scale, causal });
    },
  );
}

function checkInputs(query: Tensor, key: Tensor, value: Tensor): void {
  const op = 'scaledDotProductAttention';
  for (const [name, x] of Object.entries({ query, key, value })) {
    checkTensor(op, name, x, FLOAT);
    checkRank(op, name, x, 4, '[B, H, L, D]');
  }
  const [batch, heads, , depth] = query.shape as [number, number, number, number];
  const sources = key.shape[2]!;
  const fits =
    key.shape[0] === batch &&
    key.shape[1] === heads &&
    key.shape[3] === depth &&
    value.shape[0] === batch &&
    value.shape[1] === heads &&
    value.shape[2] === sources &&
    sources > 0;
  if (!fits) {
    throw new ShapeError(
      `${op}: query is ${shapeText(query.shape)}, key ${shapeText(key.shape)}, value ${shapeText(value.shape)}, expected [B,H,L,D], [B,H,S,D] and [B,H,S,E] with S >= 1`,
      { op, query: query.shape, key: key.shape, value: value.shape },
    );
  }
}
