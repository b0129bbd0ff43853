import type { CvSoftmaxCrossEntropyAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { minus, plus, times, total } from './arithmetic.ts';
import { indexMask } from './index-mask.ts';
import { logSoftmaxLast } from './log-softmax-last.ts';

interface Inputs {
  readonly logits: Tensor;
  readonly labels: Tensor;
}

interface GradInputs {
  readonly dy: Tensor;
  readonly logProbs: Tensor;
  readonly labels: Tensor;
}

/** `CvSoftmaxCrossEntropy`: loss = -(1 - s) * logProbs[label] - s / K * sum(logProbs). A label out of range gives NaN. */
export function softmaxCrossEntropy(
  { logits, labels }: Inputs,
  { labelSmoothing }: CvSoftmaxCrossEntropyAttrs,
): Tensor[] {
  const [rows, classes] = logits.shape as [number, number];
  const logProbs = logSoftmaxLast(logits);
  const hit = indexMask(labels, classes);
  // Selecting rather than multiplying: a class with probability 0 has logProb -Infinity, and 0 * Infinity is NaN.
  const picked = total(run('Select', { condition: hit, t: logProbs, e: fill(logProbs.shape, 0) }), [1]);
  const smoothed = plus(times(picked, labelSmoothing - 1), times(total(logProbs, [1]), -labelSmoothing / classes));
  const loss = labelSmoothing === 0 ? run('Neg', { x: picked }) : smoothed;
  const known = run('Any', { x: hit }, { axis: [1], keepDims: false });
  return [run('Select', { condition: known, t: loss, e: fill([rows], Number.NaN) }), logProbs];
}

/** `CvSoftmaxCrossEntropyGrad`: dlogits = dy * (softmax - target). */
export function softmaxCrossEntropyGrad(
  { dy, logProbs, labels }: GradInputs,
  { labelSmoothing }: CvSoftmaxCrossEntropyAttrs,
): Tensor {
  const [rows, classes] = logProbs.shape as [number, number];
  const target = plus(
    times(run('Cast', { x: indexMask(labels, classes) }, { dtype: 'float32' }), 1 - labelSmoothing),
    labelSmoothing / classes,
  );
  return times(minus(run('Exp', { x: logProbs }), target), run('Reshape', { x: dy }, { shape: [rows, 1] }));
}
