import { backend_util } from '@tensorflow/tfjs-core';
import { MICROSOFT } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import { biasAfter } from './bias-after.ts';

/** Matrix product of the last two axes; leading axes broadcast. */
const batchMatMul: KernelRule = {
  kernel: 'BatchMatMul',
  inputs: ['a', 'b'],
  plan([a, b], { transposeA = false, transposeB = false }) {
    const rows = a!.shape.at(transposeA ? -1 : -2)!;
    const columns = b!.shape.at(transposeB ? -2 : -1)!;
    const batch = backend_util.assertAndGetBroadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return {
      outputs: [{ shape: [...batch, rows, columns], dtype: a!.dtype }],
      attributes: { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 },
    };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const names = inputs.map((input) => lowering.plain(input));
    const { transA, transB } = attributes as { transA: number; transB: number };
    const matrices = inputs.every((input) => input.shape.length === 2) && output.dtype === 'float32';
    if (matrices) {
      const added = biasAfter(lowering, output);
      const operands = added === undefined ? names : [...names, added.bias];
      lowering.define(added?.output ?? output, graph.emitProduct('Gemm', operands, { transA, transB }));
    } else if (transA === 0 && transB === 0) lowering.define(output, graph.emitProduct('MatMul', names));
    else lowering.define(output, graph.emitProduct('FusedMatMul', names, { transA, transB }, MICROSOFT));
  },
};

export const matmulRules: readonly KernelRule[] = [batchMatMul];
