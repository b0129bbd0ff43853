import type { SpecResult } from './classify-specs.ts';

/** Specs of the suite that are known to fail, and why. */
export interface KnownGap {
  /** What is left out, for the table. */
  readonly title: string;
  readonly reason: string;
  /** How many specs fail for this reason: neither more nor fewer may. */
  readonly specs: number;
  /** Whether a failed spec belongs here. */
  readonly matches: (spec: SpecResult) => boolean;
}

type Matcher = KnownGap['matches'];

const message =
  (pattern: RegExp): Matcher =>
  ({ failures }) =>
    failures.every((failure) => pattern.test(failure));
const kernels = (...names: readonly string[]): Matcher =>
  message(new RegExp(`Kernel '(${names.join('|')})' not registered`));
const named =
  (...names: readonly string[]): Matcher =>
  ({ name }) =>
    names.includes(name);

/** Specs in the suite of tfjs-core 4.22.0 on Node, and those of them that tfjs itself has switched off. */
export const SUITE_SIZE = { specs: 4230, pending: 5 } as const;

const ROUNDING = 'one rounding step of float32, which is wider than the absolute tolerance of 0.001';
const LATER = 'what depends on values is found when the graph runs, not when it is recorded';

export const KNOWN_GAPS: readonly KnownGap[] = [
  {
    title: 'dtype string',
    reason: 'tensors are float32, int32 or bool; text has no place in a graph of numbers',
    specs: 126,
    matches: message(/received string/),
  },
  {
    title: 'dtype complex64, FFT',
    reason: 'tensors are float32, int32 or bool; ONNX Runtime has no complex numbers',
    specs: 113,
    matches: message(/received complex64/),
  },
  {
    title: 'sparse and ragged kernels',
    reason: 'the size of the result depends on values, which are not known while a graph is recorded',
    specs: 100,
    matches: kernels('Sparse(FillEmptyRows|Reshape|SegmentMean|SegmentSum)', 'Ragged(Gather|Range|TensorToTensor)'),
  },
  {
    title: '`nonMaxSuppression`, `unique`',
    reason: 'as above; `nonMaxSuppressionAsync` and its like, `whereAsync` and `booleanMaskAsync` work',
    specs: 21,
    matches: kernels('NonMaxSuppressionV[345]', 'Unique'),
  },
  {
    title: '`broadcastArgs`',
    reason: 'arithmetic on shapes held in tensors; shapes are plain numbers here',
    specs: 5,
    matches: kernels('BroadcastArgs'),
  },
  {
    title: '`dataSync` of a value that waits',
    reason: 'the lazy backend computes by `await data()`',
    specs: 1,
    matches: message(/cannot be read synchronously/),
  },
  {
    title: '`gather` throws at an index out of bounds',
    reason: LATER,
    specs: 1,
    matches: named('gather onnxruntime {} throws when index is out of bound'),
  },
  {
    title: '`exp` and `tan` of large results to the last digit',
    reason: ROUNDING,
    specs: 2,
    matches: named('exp onnxruntime {} int32', 'tan onnxruntime {} numbers exceed float32 precision'),
  },
  {
    title: '`maxPoolWithArgmax` passes over NaN',
    reason: 'NaN spreads, as in PyTorch',
    specs: 1,
    matches: named('maxPoolWithArgmax onnxruntime {} [x=[1,3,3,1] f=[2,2] s=1 ignores NaNs'),
  },
  {
    title: 'pools of 1 x 1 with stride and padding',
    reason: 'tfjs takes them for the identity where the shape stays the same; the result here is the pool',
    specs: 2,
    matches: ({ name }) => /^pool .* p=1 fractional outputs default rounding$/.test(name),
  },
  {
    title: '`avgPool3d` with windows in the padding alone',
    reason: 'refused: the mean of nothing',
    specs: 1,
    matches: message(/pooling over volumes: padding .* must be smaller than the window/),
  },
  {
    title: '`conv2dTranspose` to 4 x 4 from 8 x 8',
    reason: 'refused: with padding `same` and stride 1 no convolution makes 8 x 8 of 4 x 4',
    specs: 1,
    matches: message(/dy is \[1,8,8,8\], but this convolution gives \[1,4,4,8\]/),
  },
];

/** What `@cv/tensor` corrects of tfjs's gradients: the suite expects the uncorrected ones. */
export const CORRECTED_GAPS: readonly KnownGap[] = [
  {
    title: 'gradients of `max`, `min`, `maximum`, `minimum` at ties',
    reason: 'equal elements share the gradient, as in PyTorch; tfjs gives it to each of them',
    specs: 14,
    matches: ({ name }) => /^(max|min|maximum|minimum) onnxruntime .*gradient/.test(name),
  },
  {
    title: 'gradient of `clipByValue` on a bound',
    reason: '0, as in PyTorch',
    specs: 1,
    matches: named('clipByValue onnxruntime {} gradient: 1D tensor with max or min value'),
  },
  {
    title: 'gradient of `avgPool` with padding',
    reason: 'refused, since tfjs divides by the wrong count; `avgPool2d` of `@cv/tensor` has the right one',
    specs: 1,
    matches: message(/tfjs differentiates padded average pooling wrongly/),
  },
];
