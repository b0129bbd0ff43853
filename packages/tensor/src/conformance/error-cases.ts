import { creationCases } from './creation-cases.ts';
import { type GoldenCase, goldens, type Packed } from './golden-case.ts';

/** A call that must throw, and the code of the error. */
export interface ErrorCase {
  readonly op: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, Packed>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** Name of the input that is disposed before the call. */
  readonly disposed?: string;
  readonly code: 'shape' | 'dtype' | 'option' | 'disposed';
}

const zeros = (shape: number[], dtype: Packed['dtype'] = 'float32'): Packed => ({
  shape,
  dtype,
  values: Array<number>(shape.reduce((product, size) => product * size, 1)).fill(0),
});

function wrong(
  op: string,
  code: ErrorCase['code'],
  inputs: Record<string, Packed>,
  options: Record<string, unknown> = {},
): ErrorCase {
  const shapes = Object.values(inputs).map(({ shape, dtype }) => `${dtype}[${shape.join()}]`);
  return { op, name: `${op}(${[...shapes, JSON.stringify(options)].join(', ')})`, inputs, options, code };
}

/** The first input of a golden case, disposed. */
function disposedInput({ op, inputs, options }: GoldenCase): ErrorCase {
  const disposed = Object.keys(inputs)[0]!;
  return { op, name: `${op} of a disposed ${disposed}`, inputs, options, disposed, code: 'disposed' };
}

const image = zeros([1, 4, 4, 2]);
const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'squaredDifference', 'pow'];
const COMPARISONS = ['equal', 'notEqual', 'greater', 'greaterEqual', 'less', 'lessEqual'];
const FLOAT_ONLY = ['exp', 'log', 'sqrt', 'rsqrt', 'reciprocal', 'sigmoid', 'tanh', 'erf', 'softplus', 'silu', 'gelu'];
const OTHER_FLOAT = ['sign', 'floor', 'leakyRelu', 'isNaN'];
const NUMERIC = ['neg', 'abs', 'square', 'relu'];
const REDUCTIONS = ['sum', 'mean', 'max', 'min', 'variance', 'logSumExp'];
const twoLike = (other: Packed): Record<string, Packed> => ({ a: zeros([2, 3]), b: other });

const elementwise: readonly ErrorCase[] = [
  ...[...ARITHMETIC, ...COMPARISONS].flatMap((op) => [
    wrong(op, 'shape', twoLike(zeros([4]))),
    wrong(op, 'dtype', twoLike(zeros([3], 'int32'))),
  ]),
  ...FLOAT_ONLY.map((op) => wrong(op, 'dtype', { x: zeros([2], 'int32') })),
  ...[...OTHER_FLOAT, ...NUMERIC].map((op) => wrong(op, 'dtype', { x: zeros([2], 'bool') })),
  wrong('logicalAnd', 'dtype', { a: zeros([2]), b: zeros([2], 'bool') }),
  wrong('logicalOr', 'shape', { a: zeros([2], 'bool'), b: zeros([3], 'bool') }),
  wrong('logicalNot', 'dtype', { x: zeros([2]) }),
  wrong('where', 'shape', { condition: zeros([2], 'bool'), whenTrue: zeros([3]), whenFalse: zeros([]) }),
  wrong('where', 'dtype', { condition: zeros([2]), whenTrue: zeros([2]), whenFalse: zeros([2]) }),
  wrong('clip', 'dtype', { x: zeros([2], 'int32') }, { min: 0 }),
  wrong('clip', 'option', { x: zeros([2]) }, { min: 1, max: 0 }),
  wrong('gelu', 'option', { x: zeros([2]) }, { approximate: 'erf' }),
];

const products: readonly ErrorCase[] = [
  wrong('matmul', 'shape', { a: zeros([2, 3]), b: zeros([2, 3]) }),
  wrong('matmul', 'shape', { a: zeros([3]), b: zeros([3, 2]) }),
  wrong('matmul', 'dtype', { a: zeros([2, 2], 'int32'), b: zeros([2, 2]) }),
  wrong('conv2d', 'shape', { x: image, filter: zeros([3, 3, 5, 4]) }),
  wrong('conv2d', 'shape', { x: zeros([4, 4, 2]), filter: zeros([3, 3, 2, 4]) }),
  wrong('conv2d', 'shape', { x: image, filter: zeros([5, 5, 2, 4]) }),
  wrong('conv2d', 'shape', { x: image, filter: zeros([3, 3, 2, 4]), bias: zeros([3]) }),
  wrong('conv2d', 'option', { x: image, filter: zeros([3, 3, 2, 4]) }, { stride: 0 }),
  wrong('conv2d', 'option', { x: image, filter: zeros([3, 3, 2, 4]) }, { padding: -1 }),
  wrong('conv2d', 'option', { x: image, filter: zeros([3, 3, 1, 3]) }, { groups: 2 }),
  wrong('maxPool2d', 'option', { x: image }, { kernelSize: 0 }),
  wrong('maxPool2d', 'option', { x: image }, { kernelSize: 2, padding: 2 }),
  wrong('maxPool2d', 'shape', { x: image }, { kernelSize: 5 }),
  wrong('avgPool2d', 'shape', { x: zeros([4, 4]) }, { kernelSize: 2 }),
  wrong('scaledDotProductAttention', 'shape', {
    query: zeros([1, 1, 2, 3]),
    key: zeros([1, 1, 2, 4]),
    value: zeros([1, 1, 2, 4]),
  }),
];

const reductions: readonly ErrorCase[] = [
  ...REDUCTIONS.map((op) => wrong(op, 'option', { x: zeros([2, 2]) }, { axis: 2 })),
  wrong('max', 'option', { x: zeros([2, 0]) }, { axis: 1 }),
  wrong('min', 'option', { x: zeros([2, 0]) }, { axis: 1 }),
  wrong('argMax', 'option', { x: zeros([2, 0]) }, { axis: 1 }),
  wrong('any', 'dtype', { x: zeros([2]) }),
  wrong('all', 'dtype', { x: zeros([2]) }),
];

const normalisation: readonly ErrorCase[] = [
  wrong('softmax', 'option', { x: zeros([2, 2]) }, { axis: 5 }),
  wrong('logSoftmax', 'option', { x: zeros([2, 2]) }, { axis: -3 }),
  wrong('layerNorm', 'shape', { x: zeros([2, 3]), scale: zeros([2]), offset: zeros([3]) }),
  wrong('batchNormTrain', 'shape', { x: image, scale: zeros([3]), offset: zeros([2]) }),
  wrong('batchNormTrain', 'shape', { x: zeros([0, 4, 4, 2]), scale: zeros([2]), offset: zeros([2]) }),
  wrong('batchNorm', 'shape', {
    x: image,
    scale: zeros([2]),
    offset: zeros([2]),
    mean: zeros([1]),
    variance: zeros([2]),
  }),
  wrong('softmaxCrossEntropy', 'shape', { logits: zeros([2, 3]), labels: zeros([3], 'int32') }),
  wrong('softmaxCrossEntropy', 'option', { logits: zeros([2, 3]), labels: zeros([2], 'int32') }, { labelSmoothing: 2 }),
  wrong('dropout', 'option', { x: zeros([2]) }, { rate: 1.5, seed: 1 }),
];

const shapes: readonly ErrorCase[] = [
  wrong('reshape', 'shape', { x: zeros([2, 3]) }, { shape: [4] }),
  wrong('flatten', 'option', { x: zeros([2, 3]) }, { startAxis: 2 }),
  wrong('expandDims', 'option', { x: zeros([2, 3]) }, { axis: 4 }),
  wrong('squeeze', 'shape', { x: zeros([2, 1]) }, { axis: 0 }),
  wrong('transpose', 'option', { x: zeros([2, 3]) }, { perm: [0, 0] }),
  wrong('flip', 'option', { x: zeros([2, 3]) }, { axis: 2 }),
  wrong('slice', 'shape', { x: zeros([2, 3]) }, { begin: [0, 2], size: [1, 2] }),
  wrong('concat', 'shape', { a: zeros([2, 3]), b: zeros([3, 3]) }, { axis: 1 }),
  wrong('concat', 'option', {}, { axis: 0 }),
  wrong('stack', 'shape', { a: zeros([2]), b: zeros([3]) }),
  wrong('split', 'shape', { x: zeros([3]) }, { parts: 2 }),
  wrong('broadcastTo', 'shape', { x: zeros([2]) }, { shape: [3] }),
  wrong('tile', 'shape', { x: zeros([2]) }, { reps: [1, 2] }),
  wrong('pad', 'shape', { x: zeros([2]) }, { paddings: [[-1, 0]] }),
  wrong('pad', 'shape', { x: zeros([2]) }, { paddings: [[2, 0]], mode: 'reflect' }),
  wrong('gather', 'dtype', { x: zeros([3]), indices: zeros([1]) }),
  wrong('oneHot', 'dtype', { indices: zeros([2]) }, { depth: 3 }),
  wrong('cast', 'option', { x: zeros([2]) }, { dtype: 'string' }),
  wrong('resize', 'option', { x: image }, { size: [0, 4], mode: 'nearest' }),
  wrong('resize', 'shape', { x: zeros([1, 0, 4, 1]) }, { size: [2, 2], mode: 'nearest' }),
];

const creation: readonly ErrorCase[] = [
  ...['full', 'ones', 'zeros'].map((op) => wrong(op, 'shape', {}, { shape: [2, -1] })),
  wrong('range', 'option', {}, { start: 0, stop: 1, step: 0 }),
  wrong('randomUniform', 'shape', {}, { shape: [1.5], seed: 1 }),
];

const parameter = zeros([2]);
const adamW = { parameter, gradient: parameter, m: parameter, v: parameter, schedule: zeros([3]) };
const sgd = { parameter, gradient: parameter, velocity: parameter, schedule: zeros([1]) };
const adamWOptions = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };
const sgdOptions = { momentum: 0, weightDecay: 0, nesterov: false };

const optimisers: readonly ErrorCase[] = [
  wrong('adamWUpdate', 'shape', { ...adamW, gradient: zeros([3]) }, adamWOptions),
  wrong('sgdUpdate', 'shape', { ...sgd, schedule: zeros([2]) }, sgdOptions),
  { ...wrong('adamWUpdate', 'disposed', adamW, adamWOptions), name: 'adamWUpdate of a disposed m', disposed: 'm' },
  {
    ...wrong('sgdUpdate', 'disposed', sgd, sgdOptions),
    name: 'sgdUpdate of a disposed gradient',
    disposed: 'gradient',
  },
];

const firstOfEachOp = new Map(
  [...goldens.cases, ...creationCases]
    .filter(({ op, inputs }) => op !== 'program' && Object.keys(inputs).length > 0)
    .map((one) => [one.op, one] as const),
);

/** Calls that every device must refuse, with the same error and without leaving a tensor behind. */
export const errorCases: readonly ErrorCase[] = [
  ...elementwise,
  ...products,
  ...reductions,
  ...normalisation,
  ...shapes,
  ...creation,
  ...optimisers,
  ...[...firstOfEachOp.values()].map(disposedInput),
];
