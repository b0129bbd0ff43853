import { backend_util } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { phasesOf, tap } from './windows.ts';

type FourD = [number, number, number, number];

export interface BackpropFilterAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: FourD;
}

/** `Conv2DBackpropFilter` (NHWC): for each tap of the filter the product of dy, transposed once, with what the tap reads. */
export function conv2dBackpropFilter(
  { x, dy }: { readonly x: Tensor; readonly dy: Tensor },
  { strides, pad, dimRoundingMode, filterShape }: BackpropFilterAttrs,
): Tensor {
  const windows = backend_util.computeConv2DInfo(x.shape as FourD, filterShape, strides, 1, pad, dimRoundingMode);
  const [height, width, inputs, outputs] = filterShape;
  const positions = windows.batchSize * windows.outHeight * windows.outWidth;
  const rows = run('Reshape', { x: dy }, { shape: [positions, outputs] });
  const gradient = run('Transpose', { x: rows }, { perm: [1, 0] });
  const images = phasesOf(x, windows, 0);
  const taps = Array.from({ length: height * width }, (_, i) => {
    const read = tap(images, windows, [Math.floor(i / width), i % width]);
    const b = run('Reshape', { x: read }, { shape: [positions, inputs] });
    // Without a transpose among its options: tfjs wasm has no fast product for those.
    return run('BatchMatMul', { a: gradient, b }, { transposeA: false, transposeB: false });
  });
  const all = taps.length === 1 ? taps[0]! : run('Concat', taps, { axis: 0 });
  const byTap = run('Reshape', { x: all }, { shape: [height * width, outputs, inputs] });
  return run('Reshape', { x: run('Transpose', { x: byTap }, { perm: [0, 2, 1] }) }, { shape: filterShape });
}
