import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';

/** Unchecked arithmetic for compositions; numbers are constants of the graph. */
export function plus(a: Tensor, b: Tensor | number): Tensor {
  return run('Add', { a, b: constant(b) });
}

export function minus(a: Tensor | number, b: Tensor | number): Tensor {
  return run('Sub', { a: constant(a), b: constant(b) });
}

export function times(a: Tensor, b: Tensor | number): Tensor {
  return run('Multiply', { a, b: constant(b) });
}

export function over(a: Tensor, b: Tensor | number): Tensor {
  return run('RealDiv', { a, b: constant(b) });
}

/** Sum over axes. */
export function total(x: Tensor, axis: readonly number[], keepDims = false): Tensor {
  return run('Sum', { x }, { axis, keepDims });
}

/** Mean over axes. */
export function average(x: Tensor, axis: readonly number[], keepDims = false): Tensor {
  return run('Mean', { x }, { axis, keepDims });
}

function constant(value: Tensor | number): Tensor {
  return typeof value === 'number' ? fill([], value) : value;
}
