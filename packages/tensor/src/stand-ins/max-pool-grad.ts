import { backend_util } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { phasesOf, tap, untap } from './windows.ts';

interface Inputs {
  readonly dy: Tensor;
  readonly input: Tensor;
  readonly output: Tensor;
}

interface MaxPoolGradAttrs {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** `MaxPoolGrad`: dy goes to the first element of each window that equals the window's maximum. */
export function maxPoolGrad(
  { dy, input, output }: Inputs,
  { filterSize, strides, pad, dimRoundingMode }: MaxPoolGradAttrs,
): Tensor {
  const shape = input.shape as [number, number, number, number];
  const windows = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { filterHeight, filterWidth } = windows;
  const images = phasesOf(input, windows, Number.NEGATIVE_INFINITY);
  const nothing = fill(output.shape, 0);
  let open: Tensor | undefined;
  const parts = Array.from({ length: filterHeight * filterWidth }, (_, i) => {
    const hit = run('Equal', { a: tap(images, windows, [Math.floor(i / filterWidth), i % filterWidth]), b: output });
    const first = open === undefined ? hit : run('LogicalAnd', { a: open, b: hit });
    const closed = run('LogicalNot', { x: hit });
    open = open === undefined ? closed : run('LogicalAnd', { a: open, b: closed });
    return run('Select', { condition: first, t: dy, e: nothing });
  });
  return untap(parts, filterWidth, windows);
}
