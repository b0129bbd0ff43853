import { util } from '@tensorflow/tfjs-core';
import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

function planScan([x]: readonly ValueSpec[], attributes: Readonly<Record<string, unknown>>): KernelPlan {
  const { axis = 0, exclusive = false, reverse = false } = attributes;
  const [only] = util.parseAxisParam(axis as number, [...x!.shape]) as [number];
  const dtype = x!.dtype === 'bool' ? 'int32' : x!.dtype;
  return {
    outputs: [{ shape: x!.shape, dtype }],
    attributes: { axis: only, exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 },
  };
}

const cumulativeSum: KernelRule = {
  kernel: 'Cumsum',
  inputs: ['x'],
  plan: planScan,
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: number; reverse: number };
    const name = lowering.plain(inputs[0]!);
    const numbers = inputs[0]!.dtype === output.dtype ? name : graph.emit('Cast', [name], { to: 6 });
    const operands = [numbers, graph.int(axis)];
    lowering.define(output, graph.emit('CumSum', operands, { exclusive, reverse }));
  },
};

interface Shift {
  readonly axis: number;
  readonly rank: number;
  readonly size: number;
  /** Towards the end, or towards the start. */
  readonly reverse: boolean;
  /** What comes in at the edge. */
  readonly edge: string;
}

/** `name` moved by `steps` along an axis. */
function emitShift(
  { graph }: Lowering,
  name: string,
  steps: number,
  { axis, rank, size, reverse, edge }: Shift,
): string {
  const [from, to] = reverse ? [steps, size] : [0, size - steps];
  const kept = graph.emit('Slice', [name, graph.ints([from]), graph.ints([to]), graph.ints([axis])]);
  const pads = Array.from({ length: 2 * rank }, () => 0);
  pads[reverse ? rank + axis : axis] = steps;
  return graph.emit('Pad', [kept, graph.ints(pads), edge], { mode: 'constant' });
}

/** ONNX has no running product: log2(size) times each element takes in the product that ends 1, 2, 4 ... places before it. */
const cumulativeProduct: KernelRule = {
  kernel: 'Cumprod',
  inputs: ['x'],
  plan: planScan,
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: number; reverse: number };
    const size = output.shape[axis]!;
    const edge = graph.scalar(1, output.dtype);
    const shift = { axis, rank: output.shape.length, size, reverse: reverse === 1, edge };
    let name = lowering.plain(inputs[0]!);
    if (inputs[0]!.dtype !== output.dtype) name = graph.emit('Cast', [name], { to: 6 });
    if (exclusive === 1 && size > 0) name = emitShift(lowering, name, 1, shift);
    for (let steps = 1; steps < size; steps *= 2) {
      name = graph.emit('Mul', [name, emitShift(lowering, name, steps, shift)]);
    }
    lowering.define(output, name);
  },
};

/** Running sums and products. */
export const cumulativeRules: readonly KernelRule[] = [cumulativeSum, cumulativeProduct];
