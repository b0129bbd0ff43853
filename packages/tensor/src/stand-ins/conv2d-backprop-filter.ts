import { backend_util } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { padded, tap } from './windows.ts';

type FourD = [number, number, number, number];

export interface BackpropFilterAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: FourD;
}

/** `Conv2DBackpropFilter` (NHWC): for each row of the filter one product of what its taps read with dy. */
export function conv2dBackpropFilter(
  { x, dy }: { readonly x: Tensor; readonly dy: Tensor },
  { strides, pad, dimRoundingMode, filterShape }: BackpropFilterAttrs,
): Tensor {
  const windows = backend_util.computeConv2DInfo(x.shape as FourD, filterShape, strides, 1, pad, dimRoundingMode);
  const [height, width, inputs, outputs] = filterShape;
  const images = padded(x, windows, 0);
  const positions = windows.batchSize * windows.outHeight * windows.outWidth;
  const gradient = run('Reshape', { x: dy }, { shape: [positions, outputs] });
  const rows = Array.from({ length: height }, (_, y) => {
    const taps = Array.from({ length: width }, (__, column) => tap(images, windows, [y, column]));
    const read = width === 1 ? taps[0]! : run('Concat', taps, { axis: 3 });
    const a = run('Reshape', { x: read }, { shape: [positions, width * inputs] });
    return run('BatchMatMul', { a, b: gradient }, { transposeA: true, transposeB: false });
  });
  const all = height === 1 ? rows[0]! : run('Concat', rows, { axis: 0 });
  return run('Reshape', { x: all }, { shape: filterShape });
}
