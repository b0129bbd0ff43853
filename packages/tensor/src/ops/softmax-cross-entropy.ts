import { OptionError, ShapeError } from '../errors.ts';
import { CvSoftmaxCrossEntropy, CvSoftmaxCrossEntropyGrad } from '../kernels.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkRank, checkTensor, FLOAT, NUMERIC } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { customGradient } from '../tfjs/custom-gradient.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { runCv, runCvMany } from '../tfjs/run-cv.ts';
import { tidy } from '../tfjs/tidy.ts';
import { logSoftmax } from './log-softmax.ts';
import { mean } from './mean.ts';
import { sum } from './sum.ts';

export interface SoftmaxCrossEntropyOptions {
  readonly labelSmoothing?: number;
  readonly reduction?: 'mean' | 'sum' | 'none';
}

/**
 * Cross-entropy between softmax(logits) and the labels.
 *
 * loss = -sum over k of t[k] * logSoftmax(logits)[k], t = (1 - s) * label + s / K with label smoothing s
 *
 * @param logits `[N, K]` float32
 * @param labels class indices int32 `[N]` in 0..K-1 (outside, the loss is NaN), or
 *   probabilities float32 `[N, K]`, which get no gradient
 * @param options.labelSmoothing in [0, 1]; default 0
 * @param options.reduction over the batch; default 'mean'
 * @returns float32, a scalar, or `[N]` with reduction 'none'
 * @throws ShapeError when labels do not fit logits; OptionError for a bad option; DTypeError, DisposedError
 * @source torch.nn.functional.cross_entropy
 * @example
 * ```ts
 * const loss = softmaxCrossEntropy(logits, labels, { labelSmoothing: 0.1 });
 * ```
 */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor, options: SoftmaxCrossEntropyOptions = {}): Tensor {
  const { labelSmoothing = 0, reduction = 'mean' } = options;
  checkLabels(logits, labels);
  checkNumber('softmaxCrossEntropy', 'labelSmoothing', labelSmoothing, (s) => s >= 0 && s <= 1, 'a number in [0, 1]');
  if (reduction !== 'mean' && reduction !== 'sum' && reduction !== 'none') {
    throw new OptionError(
      `softmaxCrossEntropy: reduction is '${String(reduction)}', expected 'mean', 'sum' or 'none'`,
      {
        op: 'softmaxCrossEntropy',
        reduction,
      },
    );
  }
  return tidy(() => {
    const losses =
      labels.dtype === 'int32' ? hard(logits, labels, labelSmoothing) : soft(logits, labels, labelSmoothing);
    if (reduction === 'none') return losses;
    return reduction === 'mean' ? mean(losses) : sum(losses);
  });
}

function checkLabels(logits: Tensor, labels: Tensor): void {
  checkTensor('softmaxCrossEntropy', 'logits', logits, FLOAT);
  checkRank('softmaxCrossEntropy', 'logits', logits, 2, '[N, K]');
  checkTensor('softmaxCrossEntropy', 'labels', labels, NUMERIC);
  const [rows, classes] = logits.shape as [number, number];
  const expected = labels.dtype === 'int32' ? [rows] : [rows, classes];
  if (labels.shape.length !== expected.length || !labels.shape.every((extent, i) => extent === expected[i])) {
    throw new ShapeError(
      `softmaxCrossEntropy: labels are ${labels.dtype} ${shapeText(labels.shape)}, expected int32 [${rows}] or float32 [${rows},${classes}] (logits ${shapeText(logits.shape)})`,
      { op: 'softmaxCrossEntropy', logits: logits.shape, labels: labels.shape },
    );
  }
}

function hard(logits: Tensor, labels: Tensor, labelSmoothing: number): Tensor {
  return customGradient(
    [logits],
    (save) => {
      const [loss, logProbs] = runCvMany(CvSoftmaxCrossEntropy, { logits, labels }, { labelSmoothing }) as [
        Tensor,
        Tensor,
      ];
      save([logProbs, labels]);
      return loss;
    },
    (dy, saved) => {
      const [logProbs, targets] = saved as [Tensor, Tensor];
      return [runCv(CvSoftmaxCrossEntropyGrad, { dy, logProbs, labels: targets }, { labelSmoothing })];
    },
  );
}

function soft(logits: Tensor, labels: Tensor, labelSmoothing: number): Tensor {
  const logProbs = logSoftmax(logits);
  const shrunk = run('Multiply', { a: labels, b: fill([], 1 - labelSmoothing) });
  const target = run('Add', { a: shrunk, b: fill([], labelSmoothing / logits.shape[1]!) });
  return run('Neg', {
    x: run('Sum', { x: run('Multiply', { a: target, b: logProbs }) }, { axis: [1], keepDims: false }),
  });
}
