export { AdaptiveAvgPool2d } from './adaptive-avg-pool2d.ts';
export { type AttendHeadsOptions, attendHeads } from './attend-heads.ts';
export { attentionMacs } from './attention-macs.ts';
export { AvgPool2d, type AvgPool2dOptions } from './avg-pool2d.ts';
export { BatchNorm2d, type BatchNorm2dOptions } from './batch-norm2d.ts';
export { type BinaryCrossEntropyOptions, binaryCrossEntropyWithLogits } from './binary-cross-entropy.ts';
export { type Activation, type Captured, capture } from './capture/capture.ts';
export { type CapturedAttention, captureAttention } from './capture/capture-attention.ts';
export {
  type ActivationWithGradient,
  type CapturedGradients,
  type CaptureGradientsOptions,
  captureGradients,
} from './capture/capture-gradients.ts';
export { captureTensors, type TensorCapture } from './capture/capture-tensors.ts';
export type { ModuleNames } from './capture/choose-modules.ts';
export {
  type GradientStats,
  type GradientStatsOptions,
  gradientStats,
  type LayerGradientStats,
} from './capture/gradient-stats.ts';
export type { PlainTensor } from './capture/plain-tensor.ts';
export type { CapturedTensors, CaptureOptions } from './capture/record-forward.ts';
export { Concat } from './concat.ts';
export { type Capture, type Context, inference } from './context.ts';
export { ConvTranspose2d, type ConvTranspose2dOptions } from './conv-transpose2d.ts';
export { Conv2d, type Conv2dOptions, type Padding } from './conv2d.ts';
export { Conv3d, type Conv3dOptions } from './conv3d.ts';
export { CountBuffer } from './count-buffer.ts';
export { type CrossEntropyOptions, crossEntropy } from './cross-entropy.ts';
export { DropPath } from './drop-path.ts';
export { Dropout } from './dropout.ts';
export { Flatten } from './flatten.ts';
export { GELU } from './gelu.ts';
export { GlobalAvgPool } from './global-avg-pool.ts';
export { GroupNorm, type GroupNormOptions } from './group-norm.ts';
export { type Draw, type Drawn, HeldTensor } from './held-tensor.ts';
export { Identity } from './identity.ts';
export { constant } from './init/constant.ts';
export { calculateFan, type Fan } from './init/fan.ts';
export { calculateGain, type Nonlinearity } from './init/gain.ts';
export { kaimingNormal } from './init/kaiming-normal.ts';
export type { KaimingOptions } from './init/kaiming-std.ts';
export { kaimingUniform } from './init/kaiming-uniform.ts';
export { normal } from './init/normal.ts';
export { type TruncNormalOptions, truncNormal } from './init/trunc-normal.ts';
export { uniform } from './init/uniform.ts';
export { xavierNormal } from './init/xavier-normal.ts';
export type { XavierOptions } from './init/xavier-std.ts';
export { xavierUniform } from './init/xavier-uniform.ts';
export { LayerNorm, type LayerNormOptions } from './layer-norm.ts';
export { LeakyReLU } from './leaky-relu.ts';
export { Linear, type LinearOptions } from './linear.ts';
export { LocalResponseNorm, type LocalResponseNormOptions } from './local-response-norm.ts';
export { MaxPool2d } from './max-pool2d.ts';
export { type MlpOptions, mlp } from './mlp.ts';
export { Module, type ModuleBuffer } from './module.ts';
export { mseLoss } from './mse-loss.ts';
export { MultiHeadAttention, type MultiHeadAttentionOptions } from './multi-head-attention.ts';
export { Parameter, type ParameterOptions } from './parameter.ts';
export { PatchEmbed, type PatchEmbedOptions } from './patch-embed.ts';
export type { PoolOptions } from './pool-options.ts';
export type { Reduction } from './reduce-loss.ts';
export { ReLU } from './relu.ts';
export { ReLU6 } from './relu6.ts';
export { Residual } from './residual.ts';
export { Sequential } from './sequential.ts';
export { Sigmoid } from './sigmoid.ts';
export { type SigmoidFocalLossOptions, sigmoidFocalLoss } from './sigmoid-focal-loss.ts';
export { SiLU } from './silu.ts';
export type { SlidingWindow } from './sliding-window.ts';
export { Softmax } from './softmax.ts';
export type {
  LoadReport,
  ShapeDifference,
  StateArray,
  StateDict,
  StateDType,
  StateEntry,
  StateSource,
  StateTensor,
} from './state-dict.ts';
export { type EffectiveReceptiveField, effectiveReceptiveField } from './summary/effective-receptive-field.ts';
export type { ReceptiveField } from './summary/field-geometry.ts';
export { outputShape } from './summary/output-shape.ts';
export { receptiveField } from './summary/receptive-field.ts';
export { type LayerSummary, type ModelSummary, summary } from './summary/summary.ts';
export { summaryText } from './summary/summary-text.ts';
export { Tanh } from './tanh.ts';
export { TensorBuffer } from './tensor-buffer.ts';
export { type TrainingLoss, type TrainingLossOptions, trainingLoss } from './training-loss.ts';
export type { WeightLayout } from './weight-layout.ts';
export type { Pair, Triple } from './whole-number.ts';
