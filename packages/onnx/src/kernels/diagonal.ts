import { util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';

/** x on the diagonal of [...x, ...x], zeros elsewhere. */
const diag: KernelRule = {
  kernel: 'Diag',
  inputs: ['x'],
  plan([x]) {
    return { outputs: [{ shape: [...x!.shape, ...x!.shape], dtype: x!.dtype }], attributes: {} };
  },
  lower(lowering, { inputs, output }) {
    const { graph } = lowering;
    const size = util.sizeFromShape([...inputs[0]!.shape]);
    const index = graph.ints(Array.from({ length: size }, (_, i) => i));
    const onDiagonal = graph.emit('Equal', [lowering.reshape(index, [size, 1]), index]);
    const row = lowering.reshape(lowering.plain(inputs[0]!), [1, size]);
    const matrix = graph.where(onDiagonal, row, graph.scalar(0, output.dtype), output.dtype);
    lowering.define(output, lowering.reshape(matrix, output.shape));
  },
};

export const diagonalRules: readonly KernelRule[] = [diag];
