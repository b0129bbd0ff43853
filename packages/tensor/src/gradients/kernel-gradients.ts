import type { GradConfig } from '@tensorflow/tfjs-core';
import {
  CvBatchNormTrain,
  CvBatchNormTrainGrad,
  CvConv2D,
  type CvConv2DAttrs,
  CvConv2DBackpropFilter,
  CvConv2DBackpropInput,
  CvGelu,
  CvGeluGrad,
} from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { runCv, runCvMany } from '../tfjs/run-cv.ts';

/**
 * Gradients of our named kernels. Those whose extra outputs the caller never sees (layer norm, attention, cross-entropy) carry
 * theirs in the op, see `customGradient`.
 */
export const KERNEL_GRADIENTS: readonly GradConfig[] = [
  {
    kernelName: CvConv2D,
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attrs) => {
      const [x, filter] = saved as [Tensor, Tensor];
      // tfjs types attributes as an open record; these are the ones conv2d ran the kernel with.
      const conv = attrs as unknown as CvConv2DAttrs;
      return {
        x: () => runCv(CvConv2DBackpropInput, { dy: dy as Tensor, filter }, { ...conv, inputShape: x.shape }),
        filter: () => runCv(CvConv2DBackpropFilter, { x, dy: dy as Tensor }, { ...conv, filterShape: filter.shape }),
      };
    },
  },
  {
    kernelName: CvGelu,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({ x: () => runCv(CvGeluGrad, { dy: dy as Tensor, x: x! }, attrs) }),
  },
  {
    kernelName: CvBatchNormTrain,
    inputsToSave: ['x', 'scale'],
    outputsToSave: [false, true, true],
    gradFunc: (dys, saved, attrs) => {
      const [x, scale, mean, variance] = saved as [Tensor, Tensor, Tensor, Tensor];
      // The statistics carry no gradient: they only feed running averages.
      const dy = (dys as Tensor[])[0]!;
      const [dx, dScale, dOffset] = runCvMany(CvBatchNormTrainGrad, { dy, x, scale, mean, variance }, attrs) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      return { x: () => dx, scale: () => dScale, offset: () => dOffset };
    },
  },
];
