import { backend_util } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import type { BackpropFilterAttrs } from './conv2d-backprop-filter.ts';
import { phasesOf, tap, untap } from './windows.ts';

type FourD = [number, number, number, number];
type BackpropInputAttrs = Omit<BackpropFilterAttrs, 'filterShape'> & { readonly inputShape: FourD };

/** `DepthwiseConv2dNativeBackpropFilter`: each tap's weights are the sum of what it reads times dy. */
export function depthwiseBackpropFilter(
  { x, dy }: { readonly x: Tensor; readonly dy: Tensor },
  { strides, pad, dimRoundingMode, filterShape }: BackpropFilterAttrs,
): Tensor {
  const windows = backend_util.computeConv2DInfo(x.shape as FourD, filterShape, strides, 1, pad, dimRoundingMode, true);
  const [height, width, channels, multiplier] = filterShape;
  const images = phasesOf(x, windows, 0);
  const positions = windows.batchSize * windows.outHeight * windows.outWidth;
  const gradient = run('Reshape', { x: dy }, { shape: [positions, channels, multiplier] });
  const taps = Array.from({ length: height * width }, (_, i) => {
    const read = tap(images, windows, [Math.floor(i / width), i % width]);
    const a = run('Reshape', { x: read }, { shape: [positions, channels, 1] });
    return run('Sum', { x: run('Multiply', { a, b: gradient }) }, { axis: [0], keepDims: true });
  });
  const all = taps.length === 1 ? taps[0]! : run('Concat', taps, { axis: 0 });
  return run('Reshape', { x: all }, { shape: filterShape });
}

/** `DepthwiseConv2dNativeBackpropInput`: each tap hands dy times its weights back to where it read. */
export function depthwiseBackpropInput(
  { dy, filter }: { readonly dy: Tensor; readonly filter: Tensor },
  { strides, pad, dimRoundingMode, inputShape }: BackpropInputAttrs,
): Tensor {
  const filterShape = filter.shape as FourD;
  const windows = backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode, true);
  const [height, width, channels, multiplier] = filterShape;
  const { batchSize, outHeight, outWidth } = windows;
  const positions = batchSize * outHeight * outWidth;
  const gradient = run('Reshape', { x: dy }, { shape: [positions, channels, multiplier] });
  const weights = run('Reshape', { x: filter }, { shape: [height * width, channels, multiplier] });
  const parts = Array.from({ length: height * width }, (_, i) => {
    const one = run('Slice', { x: weights }, { begin: [i, 0, 0], size: [1, channels, multiplier] });
    const each = run('Multiply', { a: gradient, b: one });
    const sum = multiplier === 1 ? each : run('Sum', { x: each }, { axis: [2], keepDims: false });
    return run('Reshape', { x: sum }, { shape: [batchSize, outHeight, outWidth, channels] });
  });
  return untap(parts, width, windows);
}
