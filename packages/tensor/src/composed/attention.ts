import type { CvAttentionAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { minus, plus, times, total } from './arithmetic.ts';

interface Inputs {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
}

interface GradInputs extends Inputs {
  readonly dy: Tensor;
  readonly probs: Tensor;
}

/** `CvAttention`: softmax(scale * query keyT + mask) value, and the probabilities. */
export function attention({ query, key, value }: Inputs, { scale, causal }: CvAttentionAttrs): Tensor[] {
  // Scaling the query costs less than scaling the scores.
  const scores = multiply(times(query, scale), key, false, true);
  const masked = causal ? plus(scores, causalMask(query.shape[2]!, key.shape[2]!)) : scores;
  const probs = run('Softmax', { logits: masked }, { dim: 3 });
  return [multiply(probs, value), probs];
}

/** `CvAttentionGrad`: through the softmax, ds = probs * (dp - sum(dp * probs)) with dp = dy valueT. */
export function attentionGrad({ dy, query, key, value, probs }: GradInputs, { scale }: CvAttentionAttrs): Tensor[] {
  const dProbs = multiply(dy, value, false, true);
  const dScores = times(minus(dProbs, total(times(dProbs, probs), [3], true)), probs);
  const dQuery = times(multiply(dScores, key), scale);
  const dKey = times(multiply(dScores, query, true), scale);
  return [dQuery, dKey, multiply(probs, dy, true)];
}

/** `[L, S]`: 0 where position i may see position j <= i, else -Infinity. */
function causalMask(length: number, sources: number): Tensor {
  const rows = leaf(
    Float32Array.from({ length }, (_, i) => i),
    [length, 1],
    'float32',
  );
  const columns = leaf(
    Float32Array.from({ length: sources }, (_, i) => i),
    [1, sources],
    'float32',
  );
  const shape = [length, sources];
  return run('Select', {
    condition: run('LessEqual', { a: columns, b: rows }),
    t: fill(shape, 0),
    e: fill(shape, Number.NEGATIVE_INFINITY),
  });
}

function multiply(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
  return run('BatchMatMul', { a, b }, { transposeA, transposeB });
}
