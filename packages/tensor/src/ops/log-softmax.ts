import { logSoftmaxLast } from '../composed/log-softmax-last.ts';
import { resolveAxis } from '../shape/resolve-axes.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { customGradient } from '../tfjs/custom-gradient.ts';
import { run } from '../tfjs/run.ts';
import { alongLastAxis } from './along-last-axis.ts';
import type { SoftmaxOptions } from './softmax.ts';

/**
 * Logarithm of softmax, accurate where softmax underflows.
 *
 * y = x - ln sum(e^x)
 *
 * @param x rank >= 1, float32
 * @param options.axis default -1
 * @returns same shape, float32, <= 0
 * @throws OptionError when the axis is out of range; DTypeError, DisposedError
 * @example
 * ```ts
 * const logProbabilities = logSoftmax(logits);
 * ```
 */
export function logSoftmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  checkTensor('logSoftmax', 'x', x, FLOAT);
  const resolved = resolveAxis('logSoftmax', axis, x.shape.length);
  if (x.size === 0) return run('Identity', { x });
  return alongLastAxis(x, resolved, withGradient);
}

// The tape must not see the maximum: its share of the gradient cancels.
function withGradient(x: Tensor): Tensor {
  return customGradient(
    [x],
    (save) => {
      const y = logSoftmaxLast(x);
      save([y]);
      return y;
    },
    (dy, [y]) => [backward(dy, y!)],
  );
}

function backward(dy: Tensor, y: Tensor): Tensor {
  const total = run('Sum', { x: dy }, { axis: [y.shape.length - 1], keepDims: true });
  return run('Sub', { a: dy, b: run('Multiply', { a: total, b: run('Exp', { x: y }) }) });
}
