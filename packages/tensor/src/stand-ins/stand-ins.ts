import type { ComposedKernel } from '../composed/composed-kernel.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

/**
 * tfjs kernels that are composed from others on a backend that lacks them, so that it can train; slower than a kernel of its own.
 * `never` because each has its own inputs and attributes.
 */
export const STAND_INS: Readonly<Record<string, ComposedKernel<never, never>>> = {
  Conv2DBackpropFilter: conv2dBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  MaxPoolGrad: maxPoolGrad,
  UnsortedSegmentSum: unsortedSegmentSum,
};

/**
 * Kernels that a backend has and that are wrong: the stand-in replaces them.
 *
 * tfjs-backend-wasm 4.22.0, MaxPoolGrad: looks for the maximum of each window from 0 on, so that a window without a positive number sends
 * its gradient to its first element; of equal elements it takes the last. tfjs-backend-webgl 4.22.0, MaxPoolGrad: of equal elements
 * it takes the last. Each can go when its device passes the conformance cases of maxPool2d without it.
 */
export const WRONG_KERNELS: Readonly<Record<string, readonly string[]>> = {
  wasm: ['MaxPoolGrad'],
  webgl: ['MaxPoolGrad'],
};
