import { ShapeError } from '@cv/tensor/errors';
import { backend_util } from '@tensorflow/tfjs-core';
import { MICROSOFT } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { shapeText } from '../shape-text.ts';
import { biasAfter } from './bias-after.ts';
import { lowerInferenceMatMul } from './inference/matmul.ts';

/** Rows and columns of the matrices that `x` holds, transposed if asked for. */
function matrixSize({ shape }: ValueSpec, transposed: boolean): readonly [number, number] {
  if (shape.length < 2) {
    throw new ShapeError(`BatchMatMul: matrices of rank 2 or more expected, received ${shapeText(shape)}`, {
      kernel: 'BatchMatMul',
      shape,
    });
  }
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

/** ONNX Runtime's product with transposes is for floats. */
function swapLast(lowering: Lowering, name: string, { shape }: ValueSpec): string {
  const axes = shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
  return lowering.graph.emit('Transpose', [name], { perm });
}

/** Matrix product of the last two axes; leading axes broadcast. */
const batchMatMul: KernelRule = {
  kernel: 'BatchMatMul',
  inputs: ['a', 'b'],
  plan([a, b], { transposeA = false, transposeB = false }) {
    const [rows, depth] = matrixSize(a!, transposeA as boolean);
    const [otherDepth, columns] = matrixSize(b!, transposeB as boolean);
    if (depth !== otherDepth) {
      throw new ShapeError(
        `BatchMatMul: inner sizes ${depth} and ${otherDepth} differ (a ${shapeText(a!.shape)}, b ${shapeText(b!.shape)}, transposeA ${String(transposeA)}, transposeB ${String(transposeB)})`,
        { kernel: 'BatchMatMul', shapes: [a!.shape, b!.shape] },
      );
    }
    const batch = backend_util.assertAndGetBroadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return {
      outputs: [{ shape: [...batch, rows, columns], dtype: a!.dtype }],
      attributes: { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 },
    };
  },
  lower(lowering, operation) {
    if (lowering.inference) return lowerInferenceMatMul(lowering, operation);
    const { inputs, output, attributes } = operation;
    const { graph } = lowering;
    const names = inputs.map((input) => lowering.plain(input));
    const { transA, transB } = attributes as { transA: number; transB: number };
    const matrices = inputs.every((input) => input.shape.length === 2);
    if (output.dtype !== 'float32') {
      const flipped = [transA, transB].map((flip, i) => (flip ? swapLast(lowering, names[i]!, inputs[i]!) : names[i]!));
      lowering.define(output, graph.emit('MatMul', flipped));
    } else if (matrices) {
      const added = biasAfter(lowering, output);
      const operands = added === undefined ? names : [...names, added.bias];
      lowering.define(added?.output ?? output, graph.emitProduct('Gemm', operands, { transA, transB }));
    } else if (transA === 0 && transB === 0) lowering.define(output, graph.emitProduct('MatMul', names));
    else lowering.define(output, graph.emitProduct('FusedMatMul', names, { transA, transB }, MICROSOFT));
  },
};

export const matmulRules: readonly KernelRule[] = [batchMatMul];
