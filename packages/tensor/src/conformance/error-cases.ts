import type { Packed } from './golden-case.ts';

/** A call that must throw, and the code of the error. */
export interface ErrorCase {
  readonly op: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, Packed>>;
  readonly options: Readonly<Record<string, unknown>>;
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
  return { op, name: `${op}(${shapes.join(', ')}, ${JSON.stringify(options)})`, inputs, options, code };
}

const image = zeros([1, 4, 4, 2]);

/** Calls that every device must refuse, with the same error and without leaving a tensor behind. */
export const errorCases: readonly ErrorCase[] = [
  wrong('add', 'shape', { a: zeros([2, 3]), b: zeros([4]) }),
  wrong('relu', 'dtype', { x: zeros([2], 'bool') }),
  wrong('logicalAnd', 'dtype', { a: zeros([2]), b: zeros([2], 'bool') }),
  wrong('matmul', 'shape', { a: zeros([2, 3]), b: zeros([2, 3]) }),
  wrong('matmul', 'dtype', { a: zeros([2, 2], 'int32'), b: zeros([2, 2]) }),
  wrong('conv2d', 'shape', { x: image, filter: zeros([3, 3, 5, 4]) }),
  wrong('conv2d', 'shape', { x: zeros([4, 4, 2]), filter: zeros([3, 3, 2, 4]) }),
  wrong('conv2d', 'shape', { x: image, filter: zeros([5, 5, 2, 4]) }),
  wrong('conv2d', 'option', { x: image, filter: zeros([3, 3, 2, 4]) }, { stride: 0 }),
  wrong('conv2d', 'option', { x: image, filter: zeros([3, 3, 2, 4]) }, { padding: -1 }),
  wrong('maxPool2d', 'option', { x: image }, { kernelSize: 0 }),
  wrong('maxPool2d', 'option', { x: image }, { kernelSize: 2, padding: 2 }),
  wrong('avgPool2d', 'shape', { x: zeros([4, 4]) }, { kernelSize: 2 }),
  wrong('sum', 'option', { x: zeros([2, 2]) }, { axis: 2 }),
  wrong('softmax', 'option', { x: zeros([2, 2]) }, { axis: 5 }),
  wrong('reshape', 'shape', { x: zeros([2, 3]) }, { shape: [4] }),
  wrong('transpose', 'option', { x: zeros([2, 3]) }, { perm: [0, 0] }),
  wrong('slice', 'shape', { x: zeros([2, 3]) }, { begin: [0, 2], size: [1, 2] }),
  wrong('concat', 'shape', { a: zeros([2, 3]), b: zeros([3, 3]) }, { axis: 1 }),
  wrong('gather', 'dtype', { x: zeros([3]), indices: zeros([1]) }),
  wrong('oneHot', 'dtype', { indices: zeros([2]) }, { depth: 3 }),
  wrong('pad', 'shape', { x: zeros([2]) }, { paddings: [[-1, 0]] }),
  wrong('layerNorm', 'shape', { x: zeros([2, 3]), scale: zeros([2]), offset: zeros([3]) }),
  wrong('batchNormTrain', 'shape', { x: image, scale: zeros([3]), offset: zeros([2]) }),
  wrong('softmaxCrossEntropy', 'shape', { logits: zeros([2, 3]), labels: zeros([3], 'int32') }),
  wrong('scaledDotProductAttention', 'shape', {
    query: zeros([1, 1, 2, 3]),
    key: zeros([1, 1, 2, 4]),
    value: zeros([1, 1, 2, 4]),
  }),
  wrong('resize', 'option', { x: image }, { size: [0, 4] }),
  wrong('dropout', 'option', { x: zeros([2]) }, { rate: 1.5, seed: 1 }),
];
