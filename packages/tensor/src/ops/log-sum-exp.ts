import { reducedShape } from '../shape/reduced-shape.ts';
import { resolveAxes } from '../shape/resolve-axes.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { customGradient } from '../tfjs/custom-gradient.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import type { ReduceOptions } from './reduce-op.ts';

/**
 * Logarithm of the sum of exponentials over axes, without overflow; -Infinity over an empty axis.
 *
 * y = ln sum(e^x)
 *
 * @param x any shape, float32
 * @param options.axis axes to reduce; default all
 * @param options.keepDims keep reduced axes with extent 1; default false
 * @returns x without the reduced axes, float32
 * @throws OptionError when an axis is out of range or named twice; DTypeError, DisposedError
 * @source torch.logsumexp
 * @example
 * ```ts
 * const normaliser = logSumExp(logits, { axis: -1 });
 * ```
 */
export function logSumExp(x: Tensor, { axis, keepDims = false }: ReduceOptions = {}): Tensor {
  checkTensor('logSumExp', 'x', x, FLOAT);
  const axes = resolveAxes('logSumExp', axis, x.shape.length);
  const shape = reducedShape(x.shape, axes, keepDims);
  if (axes.length === 0) return run('Identity', { x });
  if (axes.some((one) => x.shape[one] === 0)) return fill(shape, Number.NEGATIVE_INFINITY);
  // The tape must not see the maximum: its share of the gradient cancels.
  return customGradient(
    [x],
    (save) => {
      const shift = finiteMaximum(x, axes);
      const total = run(
        'Sum',
        { x: run('Exp', { x: run('Sub', { a: x, b: shift }) }) },
        { axis: axes, keepDims: true },
      );
      save([x, shift, total]);
      return run('Reshape', { x: run('Add', { a: run('Log', { x: total }), b: shift }) }, { shape });
    },
    (dy, saved) => {
      // Not exp(x - y): rounding y costs digits where it is large.
      const [input, shift, total] = saved as [Tensor, Tensor, Tensor];
      const share = run('RealDiv', { a: run('Exp', { x: run('Sub', { a: input, b: shift }) }), b: total });
      return [run('Multiply', { a: run('Reshape', { x: dy }, { shape: total.shape }), b: share })];
    },
  );
}

/** The maximum over axes, kept; 0 where it is infinite, as Infinity - Infinity is NaN. */
function finiteMaximum(x: Tensor, axes: readonly number[]): Tensor {
  const largest = run('Max', { x }, { reductionIndices: axes, keepDims: true });
  const infinite = run('Equal', { a: run('Abs', { x: largest }), b: fill([], Number.POSITIVE_INFINITY) });
  return run('Select', { condition: infinite, t: fill(largest.shape, 0), e: largest });
}
