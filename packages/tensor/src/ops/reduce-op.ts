import { OptionError } from '../errors.ts';
import { reducedShape } from '../shape/reduced-shape.ts';
import { resolveAxes } from '../shape/resolve-axes.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { DType, Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';

export interface ReduceOptions {
  readonly axis?: number | readonly number[];
  readonly keepDims?: boolean;
}

/** What each reduction of no elements gives; an entry without a value has none. */
const EMPTY: Readonly<Record<string, number>> = { Sum: 0, Mean: Number.NaN, Any: 0, All: 1 };

/** Runs a reduction kernel. Reducing no axis is the identity; reducing an empty axis never reaches the kernel. */
export function reduceOp(
  op: string,
  kernel: string,
  x: Tensor,
  options: ReduceOptions,
  dtypes: readonly DType[],
): Tensor {
  checkTensor(op, 'x', x, dtypes);
  const { axis, keepDims = false } = options;
  const axes = resolveAxes(op, axis, x.shape.length);
  if (axes.length === 0) return run('Identity', { x });
  if (x.size === 0 && axes.some((one) => x.shape[one] === 0)) return reduceNothing(op, kernel, x, axes, keepDims);
  const attrs = kernel === 'Max' ? { reductionIndices: axes, keepDims } : { axis: axes, keepDims };
  return x.dtype === 'bool' ? runUntaped(kernel, { x }, attrs) : run(kernel, { x }, attrs);
}

function reduceNothing(op: string, kernel: string, x: Tensor, axes: readonly number[], keepDims: boolean): Tensor {
  const value = EMPTY[kernel];
  const shape = reducedShape(x.shape, axes, keepDims);
  if (value === undefined && !shape.includes(0)) {
    throw new OptionError(
      `${op}: x ${shapeText(x.shape)} has no element over the axes [${axes.join(',')}], so no ${op} either`,
      {
        op,
        shape: x.shape,
        axes,
      },
    );
  }
  return fill(shape, value ?? 0, x.dtype as DType);
}
