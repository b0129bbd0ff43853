import { UnsupportedError } from '@cv/tensor/errors';
import { util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';

const TO_INT64 = { to: 7 };

const gather: KernelRule = {
  kernel: 'GatherV2',
  inputs: ['x', 'indices'],
  plan([x, indices], { axis = 0, batchDims = 0 }) {
    if (batchDims !== 0) {
      throw new UnsupportedError(`GatherV2: batchDims 0 only, received ${String(batchDims)}`, { kernel: 'GatherV2' });
    }
    const [only] = util.parseAxisParam(axis as number, [...x!.shape]) as [number];
    const shape = [...x!.shape.slice(0, only), ...indices!.shape, ...x!.shape.slice(only + 1)];
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { axis: only } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const [x, indices] = inputs.map((input) => lowering.plain(input)) as [string, string];
    lowering.define(output, lowering.graph.emit('Gather', [x, indices], { axis: attributes.axis as number }));
  },
};

const oneHot: KernelRule = {
  kernel: 'OneHot',
  inputs: ['indices'],
  plan([indices], { depth, onValue = 1, offValue = 0, dtype = 'int32' }) {
    const type = dtype === 'float32' ? 'float32' : 'int32';
    return {
      outputs: [{ shape: [...indices!.shape, depth as number], dtype: type }],
      attributes: { depth, onValue, offValue, dtype: type },
    };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const type = output.dtype === 'float32' ? 'float32' : 'int32';
    const classes = graph.emit('Range', [
      graph.scalar(0, 'int32'),
      graph.scalar(attributes.depth as number, 'int32'),
      graph.scalar(1, 'int32'),
    ]);
    const column = lowering.reshape(lowering.plain(inputs[0]!), [...inputs[0]!.shape, 1]);
    // Written as a comparison: ONNX's OneHot would count negative indices from the end.
    const same = graph.emit('Equal', [column, classes]);
    const [on, off] = [attributes.onValue as number, attributes.offValue as number].map((v) => graph.scalar(v, type));
    lowering.define(output, graph.emit('Where', [same, on!, off!]));
  },
};

/** Sums rows of x into segments; negative segment ids are dropped. */
const unsortedSegmentSum: KernelRule = {
  kernel: 'UnsortedSegmentSum',
  inputs: ['x', 'segmentIds'],
  plan([x, ids], { numSegments }) {
    const shape = [numSegments as number, ...x!.shape.slice(ids!.shape.length)];
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { numSegments } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const [x, ids] = inputs;
    const rows = util.sizeFromShape([...ids!.shape]);
    const rest = output.shape.slice(1);
    const segments = attributes.numSegments as number;
    // Row `segments` of the target collects what is dropped and is cut off again.
    const index = lowering.reshape(lowering.plain(ids!), [rows, 1]);
    const drop = graph.emit('Less', [index, graph.scalar(0, 'int32')]);
    const target = graph.emit('Where', [drop, graph.scalar(segments, 'int32'), index]);
    const zeros = graph.emit('Expand', [graph.scalar(0, x!.dtype), graph.ints([segments + 1, ...rest])]);
    const updates = lowering.reshape(lowering.plain(x!), [rows, ...rest]);
    const sums = graph.emit('ScatterND', [zeros, graph.emit('Cast', [target], TO_INT64), updates], {
      reduction: 'add',
    });
    lowering.define(output, graph.emit('Slice', [sums, graph.ints([0]), graph.ints([segments])]));
  },
};

const cumulativeSum: KernelRule = {
  kernel: 'Cumsum',
  inputs: ['x'],
  plan([x], { axis = 0, exclusive = false, reverse = false }) {
    const [only] = util.parseAxisParam(axis as number, [...x!.shape]) as [number];
    return { outputs: [x!], attributes: { axis: only, exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: number; reverse: number };
    const operands = [lowering.plain(inputs[0]!), graph.int(axis)];
    lowering.define(output, graph.emit('CumSum', operands, { exclusive, reverse }));
  },
};

/** Kernels that read or write by index. */
export const indexingRules: readonly KernelRule[] = [gather, oneHot, unsortedSegmentSum, cumulativeSum];
