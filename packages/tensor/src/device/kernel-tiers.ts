/**
 * Kernels that the forward ops run. A test runs every op and compares: change this list when it says so.
 */
export const INFER_KERNELS: readonly string[] = [
  ...['Abs', 'Add', 'All', 'Any', 'ArgMax', 'AvgPool', 'BatchMatMul', 'Cast', 'ClipByValue', 'Concat'],
  ...['CvAttention', 'CvConv2D', 'CvGelu', 'CvLayerNorm', 'Equal', 'Erf', 'Exp', 'Fill', 'Floor', 'FusedBatchNorm'],
  ...['GatherV2', 'Greater', 'GreaterEqual', 'Identity', 'IsNan', 'LeakyRelu', 'Less', 'LessEqual', 'Log'],
  ...['LogicalAnd', 'LogicalNot', 'LogicalOr', 'Max', 'MaxPool', 'Maximum', 'Mean', 'Min', 'Minimum', 'Multiply'],
  ...['Neg', 'NotEqual', 'OneHot', 'PadV2', 'Pow', 'RealDiv', 'Reciprocal', 'Relu', 'Reshape', 'Reverse', 'Rsqrt'],
  ...['Select', 'Sigmoid', 'Sign', 'Slice', 'Softmax', 'Softplus', 'SplitV', 'Sqrt', 'Square', 'SquaredDifference'],
  ...['Sub', 'Sum', 'Tanh', 'Tile', 'Transpose'],
];

/** Kernels that gradients, training-only ops and optimiser updates run beside those. */
export const TRAIN_KERNELS: readonly string[] = [
  ...['AvgPoolGrad', 'CvAdamW', 'CvAttentionGrad', 'CvBatchNormTrain', 'CvBatchNormTrainGrad'],
  ...['CvConv2DBackpropFilter', 'CvConv2DBackpropInput', 'CvGeluGrad', 'CvLayerNormGrad', 'CvSgd'],
  ...['CvSoftmaxCrossEntropy', 'CvSoftmaxCrossEntropyGrad', 'MaxPoolGrad', 'Step', 'UnsortedSegmentSum', 'ZerosLike'],
];

/**
 * What our named kernels are composed from where a backend lacks them, beyond the tfjs kernels that inference needs anyway.
 * A named kernel that is not listed needs nothing more.
 */
export const COMPOSED_FROM: Readonly<Record<string, readonly string[]>> = {
  CvConv2D: ['Conv2D', 'DepthwiseConv2dNative'],
  CvConv2DBackpropFilter: ['Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropFilter'],
  CvConv2DBackpropInput: ['Conv2DBackpropInput', 'DepthwiseConv2dNativeBackpropInput'],
};
