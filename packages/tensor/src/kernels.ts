/**
 * Named kernels that a backend may implement on top of the tfjs-core ones. Where it does not, `@cv/tensor` runs a
 * composition of tfjs-core kernels with the same results.
 *
 * Convolution: activations `[N, H, W, C]`, filters `[kh, kw, inC / groups, outC]`, `pads` are `[top, left, bottom, right]`.
 */
export const CvConv2D = 'CvConv2D';
export const CvConv2DBackpropInput = 'CvConv2DBackpropInput';
export const CvConv2DBackpropFilter = 'CvConv2DBackpropFilter';
export const CvBatchNormTrain = 'CvBatchNormTrain';
export const CvBatchNormTrainGrad = 'CvBatchNormTrainGrad';
export const CvLayerNorm = 'CvLayerNorm';
export const CvLayerNormGrad = 'CvLayerNormGrad';
export const CvGelu = 'CvGelu';
export const CvGeluGrad = 'CvGeluGrad';
export const CvSoftmaxCrossEntropy = 'CvSoftmaxCrossEntropy';
export const CvSoftmaxCrossEntropyGrad = 'CvSoftmaxCrossEntropyGrad';
export const CvAttention = 'CvAttention';
export const CvAttentionGrad = 'CvAttentionGrad';
export const CvAdamW = 'CvAdamW';
export const CvSgd = 'CvSgd';

/** Every named kernel, for backends and tests that iterate over them. */
export const CV_KERNELS: readonly CvKernelName[] = [
  CvConv2D,
  CvConv2DBackpropInput,
  CvConv2DBackpropFilter,
  CvBatchNormTrain,
  CvBatchNormTrainGrad,
  CvLayerNorm,
  CvLayerNormGrad,
  CvGelu,
  CvGeluGrad,
  CvSoftmaxCrossEntropy,
  CvSoftmaxCrossEntropyGrad,
  CvAttention,
  CvAttentionGrad,
  CvAdamW,
  CvSgd,
];
export type CvKernelName =
  | 'CvConv2D'
  | 'CvConv2DBackpropInput'
  | 'CvConv2DBackpropFilter'
  | 'CvBatchNormTrain'
  | 'CvBatchNormTrainGrad'
  | 'CvLayerNorm'
  | 'CvLayerNormGrad'
  | 'CvGelu'
  | 'CvGeluGrad'
  | 'CvSoftmaxCrossEntropy'
  | 'CvSoftmaxCrossEntropyGrad'
  | 'CvAttention'
  | 'CvAttentionGrad'
  | 'CvAdamW'
  | 'CvSgd';

type Pair = readonly [number, number];

/** Attributes of `CvConv2D` (inputs `x`, `filter`; output y). */
export interface CvConv2DAttrs {
  readonly strides: Pair;
  /** `[top, left, bottom, right]`, all >= 0. */
  readonly pads: readonly [number, number, number, number];
  readonly dilations: Pair;
  readonly groups: number;
}

/** Attributes of `CvConv2DBackpropInput` (inputs `dy`, `filter`; output dx `inputShape`). */
export interface CvConv2DBackpropInputAttrs extends CvConv2DAttrs {
  readonly inputShape: readonly [number, number, number, number];
}

/** Attributes of `CvConv2DBackpropFilter` (inputs `x`, `dy`; output dfilter `filterShape`). */
export interface CvConv2DBackpropFilterAttrs extends CvConv2DAttrs {
  readonly filterShape: readonly [number, number, number, number];
}

/**
 * Attributes of `CvBatchNormTrain` (inputs `x` `[..., C]`, `scale` `[C]`, `offset` `[C]`; outputs y, mean `[C]`, variance
 * `[C]`, biased and two-pass) and `CvBatchNormTrainGrad` (inputs `dy`, `x`, `scale`, `mean`, `variance`; outputs dx, dscale,
 * doffset).
 */
export interface CvBatchNormTrainAttrs {
  readonly epsilon: number;
}

/**
 * Attributes of `CvLayerNorm` (inputs `x` `[..., C]` of rank 2 or more, `scale` `[C]`, `offset` `[C]`; outputs y, mean `[..., 1]`, rstd
 * `[..., 1]`). `CvLayerNormGrad` has none (inputs `dy`, `x`, `scale`, `mean`, `rstd`; outputs dx, dscale, doffset).
 */
export interface CvLayerNormAttrs {
  readonly epsilon: number;
}

/** Attributes of `CvGelu` (input `x`) and `CvGeluGrad` (inputs `dy`, `x`); 'none' is the exact form with erf. */
export interface CvGeluAttrs {
  readonly approximate: 'none' | 'tanh';
}

/**
 * Attributes of `CvSoftmaxCrossEntropy` (inputs `logits` `[N, K]`, `labels` int32 `[N]`; outputs loss `[N]`, logProbs `[N, K]`) and
 * `CvSoftmaxCrossEntropyGrad` (inputs `dy` `[N]`, `logProbs`, `labels`; output dlogits). A label outside 0..K-1 gives a loss
 * of NaN.
 */
export interface CvSoftmaxCrossEntropyAttrs {
  readonly labelSmoothing: number;
}

/**
 * Attributes of `CvAttention` (inputs `query` `[B, H, L, D]`, `key` `[B, H, S, D]`, `value` `[B, H, S, E]`; outputs y
 * `[B, H, L, E]`, probs `[B, H, L, S]`) and `CvAttentionGrad` (inputs `dy`, `query`, `key`, `value`, `probs`; outputs dq, dk, dv).
 * Causal: position i attends to positions 0..i.
 */
export interface CvAttentionAttrs {
  readonly scale: number;
  readonly causal: boolean;
}

/**
 * Attributes of `CvAdamW` (inputs `parameter`, `gradient`, `m`, `v`, `schedule` float32 `[3]` = lr, 1 - beta1^t,
 * 1 - beta2^t; outputs parameter, m, v).
 */
export interface CvAdamWAttrs {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Attributes of `CvSgd` (inputs `parameter`, `gradient`, `velocity`, `schedule` float32 `[1]` = lr; outputs parameter, velocity). */
export interface CvSgdAttrs {
  readonly momentum: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
}
