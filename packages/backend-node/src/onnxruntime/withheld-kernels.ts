import type { ExecutionProvider } from './execution-provider.ts';

/**
 * Kernels whose graphs a provider of onnxruntime 1.30 refuses or computes wrong; `@cv/tensor` composes them from others there.
 *
 * webgpu: MaxPool has no indices; ConvTranspose is wrong for several groups of one output channel each; Conv forgets the padding at the end
 * where its window is as large as the image and there is none at the beginning, as in the filter gradient of an even window with 'same'
 * padding. Each can go when the device passes the conformance cases of conv2d and maxPool2d without it.
 */
export const WITHHELD_KERNELS: Readonly<Partial<Record<ExecutionProvider, readonly string[]>>> = {
  webgpu: [
    'MaxPoolGrad',
    'CvConv2DBackpropInput',
    'CvConv2DBackpropFilter',
    'Conv2DBackpropFilter',
    'DepthwiseConv2dNativeBackpropInput',
    'DepthwiseConv2dNativeBackpropFilter',
  ],
};
