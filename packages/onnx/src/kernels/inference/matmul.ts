import type { Operation } from '../../lazy-value.ts';
import type { Lowering } from '../../lowering.ts';
import { biasAfter } from '../bias-after.ts';

/** Name of `name` with its last two axes exchanged. */
export function transposedMatrices({ graph }: Lowering, name: string, rank: number): string {
  const perm = [...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1, rank - 2];
  return graph.emit('Transpose', [name], { perm });
}

/** A dense layer as one Gemm with its bias; weights stand as [out, in], as PyTorch keeps them. Other products as MatMul. */
export function lowerInferenceMatMul(lowering: Lowering, { inputs, output, attributes }: Operation): void {
  const { graph } = lowering;
  const [a, b] = inputs.map((input) => lowering.plain(input)) as [string, string];
  const { transA, transB } = attributes as { transA: number; transB: number };
  const [rankA, rankB] = inputs.map(({ shape }) => shape.length) as [number, number];
  if (rankA === 2 && rankB === 2 && output.dtype === 'float32') {
    const added = biasAfter(lowering, output);
    const turn = transB === 0 && graph.isConstant(b);
    const operands = [a, turn ? transposedMatrices(lowering, b, 2) : b, ...(added === undefined ? [] : [added.bias])];
    const y = graph.emit('Gemm', operands, { transA, transB: turn ? 1 : transB });
    lowering.define(added?.output ?? output, y);
    return;
  }
  const left = transA === 0 ? a : transposedMatrices(lowering, a, rankA);
  const right = transB === 0 ? b : transposedMatrices(lowering, b, rankB);
  lowering.define(output, graph.emit('MatMul', [left, right]));
}
