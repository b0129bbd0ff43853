import { backend_util } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import type { BackpropFilterAttrs } from './conv2d-backprop-filter.ts';
import { frameImages, spreadImages } from './spread-images.ts';
import { padded, tap } from './windows.ts';

type FourD = [number, number, number, number];
type BackpropInputAttrs = Omit<BackpropFilterAttrs, 'filterShape'> & { readonly inputShape: FourD };

/** `DepthwiseConv2dNativeBackpropFilter`: each tap's weights are the sum of what it reads times dy. */
export function depthwiseBackpropFilter(
  { x, dy }: { readonly x: Tensor; readonly dy: Tensor },
  { strides, pad, dimRoundingMode, filterShape }: BackpropFilterAttrs,
): Tensor {
  const windows = backend_util.computeConv2DInfo(x.shape as FourD, filterShape, strides, 1, pad, dimRoundingMode, true);
  const [height, width, channels, multiplier] = filterShape;
  const images = padded(x, windows, 0);
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

/** `DepthwiseConv2dNativeBackpropInput`: dy, its strides filled with zeros, convolved with the filter turned by 180 degrees. */
export function depthwiseBackpropInput(
  { dy, filter }: { readonly dy: Tensor; readonly filter: Tensor },
  { strides, pad, dimRoundingMode, inputShape }: BackpropInputAttrs,
): Tensor {
  const [height, width, channels, multiplier] = filter.shape as FourD;
  const windows = backend_util.computeConv2DInfo(
    inputShape,
    filter.shape as FourD,
    strides,
    1,
    pad,
    dimRoundingMode,
    true,
  );
  const { inHeight, inWidth, padInfo, strideHeight, strideWidth } = windows;
  const spread = spreadImages(dy, [strideHeight, strideWidth]);
  const [batch, spreadHeight, spreadWidth] = spread.shape as FourD;
  const framed = frameImages(
    spread,
    [height - 1 - padInfo.top, inHeight - spreadHeight + padInfo.top],
    [width - 1 - padInfo.left, inWidth - spreadWidth + padInfo.left],
  );
  const turned = run('Reverse', { x: filter }, { dims: [0, 1] });
  const single = run('Reshape', { x: turned }, { shape: [height, width, channels * multiplier, 1] });
  const attrs = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [1, 1], dimRoundingMode: 'floor' };
  const each = run('DepthwiseConv2dNative', { x: framed, filter: single }, attrs);
  if (multiplier === 1) return each;
  const grouped = run('Reshape', { x: each }, { shape: [batch * inHeight * inWidth, channels, multiplier] });
  const sums = run('Sum', { x: grouped }, { axis: [2], keepDims: false });
  return run('Reshape', { x: sums }, { shape: inputShape });
}
