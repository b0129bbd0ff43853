import type { CvKernelName } from '../kernels.ts';
import { adamW } from './adam-w.ts';
import { attention, attentionGrad } from './attention.ts';
import { batchNormTrain, batchNormTrainGrad } from './batch-norm-train.ts';
import type { ComposedKernel } from './composed-kernel.ts';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from './conv2d.ts';
import { gelu, geluGrad } from './gelu.ts';
import { layerNorm, layerNormGrad } from './layer-norm.ts';
import { sgd } from './sgd.ts';
import { softmaxCrossEntropy, softmaxCrossEntropyGrad } from './softmax-cross-entropy.ts';

/** The composition behind each named kernel; `never` because each has its own inputs and attributes. */
export const COMPOSED_KERNELS: Readonly<Record<CvKernelName, ComposedKernel<never, never>>> = {
  CvConv2D: conv2d,
  CvConv2DBackpropInput: conv2dBackpropInput,
  CvConv2DBackpropFilter: conv2dBackpropFilter,
  CvBatchNormTrain: batchNormTrain,
  CvBatchNormTrainGrad: batchNormTrainGrad,
  CvLayerNorm: layerNorm,
  CvLayerNormGrad: layerNormGrad,
  CvGelu: gelu,
  CvGeluGrad: geluGrad,
  CvSoftmaxCrossEntropy: softmaxCrossEntropy,
  CvSoftmaxCrossEntropyGrad: softmaxCrossEntropyGrad,
  CvAttention: attention,
  CvAttentionGrad: attentionGrad,
  CvAdamW: adamW,
  CvSgd: sgd,
};
