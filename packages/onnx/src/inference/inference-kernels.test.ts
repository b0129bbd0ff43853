import {
  add,
  batchNorm,
  conv2d,
  dispose,
  gelu,
  layerNorm,
  matmul,
  max,
  mean,
  mul,
  read,
  scaledDotProductAttention,
  scope,
  slice,
  sum,
  type Tensor,
  tensor,
  transpose,
} from '@cv/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernel, kernelOutputs, openTestBackend, PlainRunner } from '../testing.ts';
import { compile } from './compile.ts';
import { numbers, weight } from './testing/numbers.ts';

/** A program, the shape of an example, the weights that it reads, and the operators expected of it. */
interface Case {
  readonly f: (x: Tensor, weights: readonly Tensor[]) => Tensor;
  readonly example: readonly number[];
  readonly weights?: readonly (readonly number[])[];
  readonly operators: Readonly<Record<string, number>>;
}

const attention = (x: Tensor): Tensor => scaledDotProductAttention({ query: x, key: x, value: x }, { scale: 0.7 });
const normalised = (x: Tensor, [mean, variance, scale, offset]: readonly Tensor[]): Tensor =>
  batchNorm(x, { mean: mean!, variance: add(mul(variance!, variance!), 1), scale: scale!, offset: offset! });

const CASES: Readonly<Record<string, Case>> = {
  'a dense layer': {
    f: (x, [w, b]) => add(matmul(x, w!), b!),
    example: [3],
    weights: [[3, 4], [4]],
    operators: { Gemm: 1 },
  },
  'a dense layer with a transposed weight': {
    f: (x, [w]) => matmul(x, w!, { transposeB: true }),
    example: [3],
    weights: [[4, 3]],
    operators: { Gemm: 1 },
  },
  'a product whose sum is read twice': {
    f: (x, [w, b]) => {
      const y = matmul(x, w!);
      return mul(add(y, b!), y);
    },
    example: [3],
    weights: [[3, 4], [4]],
    operators: { Gemm: 1, Add: 1, Mul: 1 },
  },
  'a product of two computed matrices': {
    f: (x) => matmul(x, x, { transposeB: true }),
    example: [5, 3],
    operators: { Transpose: 1, MatMul: 1 },
  },
  'a product with the first matrix transposed': {
    f: (x) => matmul(x, x, { transposeA: true }),
    example: [5, 3],
    operators: { Transpose: 1, MatMul: 1 },
  },
  attention: { f: attention, example: [2, 5, 4], operators: { Transpose: 1, MatMul: 2, Mul: 1, Softmax: 1 } },
  'layer norm': {
    f: (x, [scale, offset]) => layerNorm(x, { scale, offset }),
    example: [5, 4],
    weights: [[4], [4]],
    operators: { LayerNormalization: 1 },
  },
  'layer norm without weights': { f: (x) => layerNorm(x), example: [4], operators: { LayerNormalization: 1 } },
  'layer norm whose statistics are read': {
    f: (x, [scale, offset]) => {
      const [y, average, rstd] = kernelOutputs('CvLayerNorm', { x, scale: scale!, offset: offset! }, { epsilon: 1e-5 });
      return add(mul(y!, average!), rstd!);
    },
    example: [5, 4],
    weights: [[4], [4]],
    operators: { LayerNormalization: 1, Mul: 1, Add: 1 },
  },
  'batch norm of images': {
    f: normalised,
    example: [4, 5, 3],
    weights: [[3], [3], [3], [3]],
    operators: { Transpose: 2, Mul: 1, Add: 1, BatchNormalization: 1 },
  },
  'batch norm of vectors': {
    f: normalised,
    example: [3],
    weights: [[3], [3], [3], [3]],
    operators: { Mul: 1, Add: 1, BatchNormalization: 1 },
  },
  'batch norm of sequences': {
    f: normalised,
    example: [4, 3],
    weights: [[3], [3], [3], [3]],
    operators: {},
  },
  'batch norm without scale and offset': {
    f: (x, [average, variance]) =>
      kernel('FusedBatchNorm', { x, mean: average!, variance: mul(variance!, variance!) }, { varianceEpsilon: 0.5 }),
    example: [2, 2, 3],
    weights: [[3], [3]],
    operators: { Transpose: 2, Mul: 1, BatchNormalization: 1 },
  },
  'the mean of each channel': {
    f: (x) => mean(x, { axis: [1, 2] }),
    example: [4, 5, 3],
    operators: { ReduceMean: 1 },
  },
  'the mean of each channel after a convolution': {
    f: (x, [w]) => mean(conv2d(x, w!), { axis: [1, 2], keepDims: true }),
    example: [4, 5, 3],
    weights: [[2, 2, 3, 6]],
    operators: { Transpose: 1, Conv: 1, GlobalAveragePool: 1, Reshape: 1 },
  },
  'a step function': { f: (x) => kernel('Step', { x }), example: [9], operators: { Greater: 1, IsNaN: 1, Where: 2 } },
  'both GELUs': {
    f: (x) => add(gelu(x), gelu(x, { approximate: 'tanh' })),
    example: [9],
    operators: { Gelu: 2, Add: 1 },
  },
  'a slice of some axes': {
    f: (x) => slice(x, { begin: [0, 1, 0], size: [-1, 2, 3] }),
    example: [4, 3],
    operators: { Slice: 1 },
  },
  'a slice of nothing': { f: (x) => slice(x, { begin: [0, 0], size: [-1, -1] }), example: [4], operators: {} },
  'one example of the batch': {
    f: (x) => sum(slice(x, { begin: [0, 0], size: [1, -1] }), { axis: 0 }),
    example: [4],
    operators: {},
  },
  'the largest of each row, turned over': {
    f: (x) => transpose(max(x, { axis: 2 }), { perm: [1, 0] }),
    example: [3, 4],
    operators: {},
  },
};

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

describe('inference lowering', () => {
  it.each(Object.entries(CASES))('%s', async (_, { f, example, weights = [], operators }) => {
    const runner = new PlainRunner();
    const held = weights.map((shape, i) => weight(shape, i + 1));
    const compiled = await compile((x) => f(x, held), { inputShape: [1, ...example], runner });
    expect(compiled.reason).toBeUndefined();
    expect(compiled.description.operators).toMatchObject(operators);
    for (const operator of Object.keys(compiled.description.operators)) expect(operator).not.toContain(':');
    for (const count of [1, 3]) {
      const shape = [count, ...example];
      const x = tensor(
        numbers(
          shape.reduce((product, size) => product * size, 1),
          count,
        ),
        shape,
      );
      const own = scope(() => f(x, held));
      const result = await compiled.run(x);
      expect(result.shape).toEqual(own.shape);
      const expected = await read(own);
      expect(result.data).toHaveLength(expected.length);
      expected.forEach((value, i) => {
        expect(result.data[i]).toBeCloseTo(value, 5);
      });
      dispose([x, own]);
    }
    dispose(held);
    await compiled.dispose();
  });
});
