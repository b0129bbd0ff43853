import { util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { Operation } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

const TO_INT = { to: 6 };
const TO_INT64 = { to: 7 };

/** Cells of the flat counters [rows, size + 1] to which the elements of x go; the last of a row collects what lies outside. */
function counterCells(lowering: Lowering, { inputs }: Operation, rows: number, size: number): string {
  const { graph } = lowering;
  const { shape } = inputs[0]!;
  const columns = util.sizeFromShape([...shape]) / rows;
  const x = lowering.reshape(lowering.plain(inputs[0]!), [rows, columns]);
  const [low, high] = [graph.scalar(0, 'int32'), graph.scalar(size, 'int32')];
  const outside = graph.emit('Or', [graph.emit('Less', [x, low]), graph.emit('GreaterOrEqual', [x, high])]);
  const inRow = graph.emit('Cast', [graph.emit('Where', [outside, high, x])], TO_INT64);
  if (rows === 1) return lowering.reshape(inRow, [columns]);
  const starts = Array.from({ length: rows }, (_, row) => row * (size + 1));
  const offsets = lowering.reshape(graph.ints(starts), [rows, 1]);
  return lowering.reshape(graph.emit('Add', [inRow, offsets]), [rows * columns]);
}

/** Counts, or sums of weights, of the whole numbers 0 ... size - 1, all together or in each row; others are passed over. */
function bincount(kernel: string): KernelRule {
  return {
    kernel,
    inputs: ['x', 'weights'],
    plan([x, weights], { size, binaryOutput = false }) {
      // Only the dense one counts row by row.
      const rows = kernel === 'DenseBincount' ? x!.shape.slice(0, -1) : [];
      return {
        outputs: [{ shape: [...rows, size as number], dtype: weights!.dtype }],
        attributes: { size, binary: binaryOutput },
      };
    },
    lower(lowering, operation) {
      const { graph } = lowering;
      const { inputs, output, attributes } = operation;
      const size = attributes.size as number;
      const rows = util.sizeFromShape(output.shape.slice(0, -1));
      const count = util.sizeFromShape([...inputs[0]!.shape]);
      const { dtype } = output;
      const full = (value: number, shape: readonly number[]): string =>
        graph.emit('Expand', [graph.scalar(value, dtype), graph.ints(shape)]);
      const weighted = util.sizeFromShape([...inputs[1]!.shape]) > 0 && attributes.binary !== true;
      const values = weighted ? lowering.reshape(lowering.plain(inputs[1]!), [count]) : full(1, [count]);
      const cells = counterCells(lowering, operation, rows, size);
      const zeros = full(0, [rows * (size + 1)]);
      const sums = graph.emit('ScatterElements', [zeros, cells, values], { axis: 0, reduction: 'add' });
      const table = lowering.reshape(sums, [rows, size + 1]);
      const kept = graph.emit('Slice', [table, graph.ints([0]), graph.ints([size]), graph.ints([1])]);
      const result = attributes.binary === true ? graph.emit('Min', [kept, graph.scalar(1, dtype)]) : kept;
      lowering.define(output, lowering.reshape(result, output.shape));
    },
  };
}

/** How many elements of each sorted row lie below (left), or not above (right), each value of the same row. */
const searchSorted: KernelRule = {
  kernel: 'SearchSorted',
  inputs: ['sortedSequence', 'values'],
  plan([, values], { side }) {
    return { outputs: [{ shape: values!.shape, dtype: 'int32' }], attributes: { side } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const [rows, length] = inputs[0]!.shape as [number, number];
    const sorted = lowering.reshape(lowering.plain(inputs[0]!), [rows, 1, length]);
    const values = lowering.reshape(lowering.plain(inputs[1]!), [...output.shape, 1]);
    const below = graph.emit(attributes.side === 'left' ? 'Less' : 'LessOrEqual', [sorted, values]);
    const counts = graph.emit('ReduceSum', [graph.emit('Cast', [below], TO_INT), graph.ints([2])], { keepdims: 0 });
    lowering.define(output, counts);
  },
};

/** The k largest of the last axis and where they stand; in falling order, also where tfjs does not ask for one. */
const topK: KernelRule = {
  kernel: 'TopK',
  inputs: ['x'],
  plan([x], { k }) {
    const shape = [...x!.shape.slice(0, -1), k as number];
    return {
      outputs: [
        { shape, dtype: x!.dtype },
        { shape, dtype: 'int32' },
      ],
      attributes: { k },
    };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const operands = [lowering.plain(inputs[0]!), graph.ints([attributes.k as number])];
    const [values, indices] = graph.emitMany('TopK', 2, operands);
    lowering.define(outputs[0]!, values!);
    lowering.define(outputs[1]!, graph.emit('Cast', [indices!], TO_INT));
  },
};

/** Kernels that count and rank. */
export const countingRules: readonly KernelRule[] = [
  bincount('Bincount'),
  bincount('DenseBincount'),
  searchSorted,
  topK,
];
