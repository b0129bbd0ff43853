import { backend_util } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { padded, tap, untap } from './windows.ts';

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
  const images = padded(input, windows, Number.NEGATIVE_INFINITY);
  const nothing = fill(output.shape, 0);
  let open: Tensor | undefined;
  let gradient: Tensor | undefined;
  for (let y = 0; y < windows.filterHeight; y++) {
    for (let x = 0; x < windows.filterWidth; x++) {
      const hit = run('Equal', { a: tap(images, windows, [y, x]), b: output });
      const first = open === undefined ? hit : run('LogicalAnd', { a: open, b: hit });
      const closed = run('LogicalNot', { x: hit });
      open = open === undefined ? closed : run('LogicalAnd', { a: open, b: closed });
      const part = untap(run('Select', { condition: first, t: dy, e: nothing }), windows, [y, x]);
      gradient = gradient === undefined ? part : run('Add', { a: gradient, b: part });
    }
  }
  return gradient!;
}
