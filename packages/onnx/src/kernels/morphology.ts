import { backend_util, util } from '@tensorflow/tfjs-core';
import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { LazyValue, OperationAttributes, ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

type Pair = readonly [number, number];

interface Geometry {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** [top, left, bottom, right] */
  readonly pads: readonly [number, number, number, number];
}

function planDilation(
  inputs: readonly ValueSpec[],
  attributes: OperationAttributes,
  of: 'x' | 'filter' | 'y',
): KernelPlan {
  const [x, filter] = inputs as [ValueSpec, ValueSpec];
  const info = backend_util.computeDilation2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number],
    attributes.strides as number,
    attributes.pad as 'same',
    'NHWC',
    attributes.dilations as number,
  );
  const { top, left, bottom, right } = info.padInfo;
  const geometry: Geometry = {
    x: x.shape,
    y: info.outShape,
    kernel: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [top, left, bottom, right],
  };
  const shape = { x: x.shape, filter: filter.shape, y: info.outShape }[of];
  return { outputs: [{ shape, dtype: 'float32' }], attributes: { ...geometry } };
}

/** Row and column of each cell of the filter. */
function cells({ kernel: [height, width] }: Geometry): Pair[] {
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
}

const paddedSides = ({ x, pads }: Geometry): Pair => [x[1]! + pads[0] + pads[2], x[2]! + pads[1] + pads[3]];

/** For each cell of the filter the name of [N, OH, OW, C]: what it sees of x, plus its weight; -infinity outside. */
function emitSums(lowering: Lowering, x: LazyValue, filter: LazyValue, geometry: Geometry): string[] {
  const { graph } = lowering;
  const { pads, strides, dilations, y } = geometry;
  const around = graph.ints([0, pads[0], pads[1], 0, 0, pads[2], pads[3], 0]);
  const outside = graph.scalar(Number.NEGATIVE_INFINITY);
  const padded = graph.emit('Pad', [lowering.plain(x), around, outside], { mode: 'constant' });
  const weights = lowering.reshape(lowering.plain(filter), [cells(geometry).length, y[3]!]);
  return cells(geometry).map((cell, i) => {
    const from = cell.map((at, axis) => at * dilations[axis]!);
    const to = from.map((at, axis) => at + (y[axis + 1]! - 1) * strides[axis]! + 1);
    const seen = graph.emit('Slice', [padded, ...[from, to, [1, 2], strides].map((v) => graph.ints(v))]);
    return graph.emit('Add', [seen, graph.emit('Gather', [weights, graph.int(i)], { axis: 0 })]);
  });
}

/** int64 [N, OH, OW, C]: which cell of the filter gave the maximum, the first of equals. */
function emitWinners(lowering: Lowering, x: LazyValue, filter: LazyValue, geometry: Geometry): string {
  const { graph } = lowering;
  const first = graph.ints([0]);
  const sums = emitSums(lowering, x, filter, geometry).map((name) => graph.emit('Unsqueeze', [name, first]));
  return graph.emit('ArgMax', [graph.emit('Concat', sums, { axis: 0 })], { axis: 0, keepdims: 0 });
}

/** Grey-scale dilation: the maximum over the filter's cells of x plus the cell's weight. */
const dilation: KernelRule = {
  kernel: 'Dilation2D',
  inputs: ['x', 'filter'],
  plan: (inputs, attributes) => planDilation(inputs, attributes, 'y'),
  lower(lowering, { inputs, output, attributes }) {
    const sums = emitSums(lowering, inputs[0]!, inputs[1]!, attributes as unknown as Geometry);
    lowering.define(output, lowering.graph.emit('Max', sums));
  },
};

const filterGradient: KernelRule = {
  kernel: 'Dilation2DBackpropFilter',
  inputs: ['x', 'filter', 'dy'],
  plan: (inputs, attributes) => planDilation(inputs, attributes, 'filter'),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const geometry = attributes as unknown as Geometry;
    const winners = emitWinners(lowering, inputs[0]!, inputs[1]!, geometry);
    const dy = lowering.plain(inputs[2]!);
    const rows = cells(geometry).map((_, i) => {
      const own = graph.emit('Where', [graph.emit('Equal', [winners, graph.int(i)]), dy, graph.scalar(0)]);
      return graph.emit('ReduceSum', [own, graph.ints([1, 2, 0])], { keepdims: 0 });
    });
    const table = rows.map((row) => graph.emit('Unsqueeze', [row, graph.ints([0])]));
    lowering.define(output, lowering.reshape(graph.emit('Concat', table, { axis: 0 }), output.shape));
  },
};

/** int64 [N, OH, OW, C]: where in the flat padded x the window of each output begins. */
function emitWindowStarts(lowering: Lowering, { x, y, strides }: Geometry, [height, width]: Pair): string {
  const { graph } = lowering;
  const channels = x[3]!;
  const along = (axis: number, step: number): string => {
    const shape = [1, 1, 1, 1].map((one, i) => (i === axis ? y[axis]! : one));
    const starts = graph.ints(Array.from({ length: y[axis]! }, (_, i) => i * step));
    return lowering.reshape(starts, shape);
  };
  const steps = [height * width * channels, strides[0] * width * channels, strides[1] * channels, 1];
  return steps.map((step, axis) => along(axis, step)).reduce((sum, name) => graph.emit('Add', [sum, name]));
}

const inputGradient: KernelRule = {
  kernel: 'Dilation2DBackpropInput',
  inputs: ['x', 'filter', 'dy'],
  plan: (inputs, attributes) => planDilation(inputs, attributes, 'x'),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const geometry = attributes as unknown as Geometry;
    const { pads, dilations, y } = geometry;
    const [n, , , channels] = output.shape as [number, number, number, number];
    const [height, width] = paddedSides(geometry);
    const offsets = cells(geometry).map(([r, c]) => (r * dilations[0] * width + c * dilations[1]) * channels);
    const winners = emitWinners(lowering, inputs[0]!, inputs[1]!, geometry);
    const cell = graph.emit('Gather', [graph.ints(offsets), winners], { axis: 0 });
    const index = graph.emit('Add', [emitWindowStarts(lowering, geometry, [height, width]), cell]);
    const count = util.sizeFromShape([...y]);
    const zeros = graph.emit('Expand', [graph.scalar(0), graph.ints([n * height * width * channels])]);
    const operands = [zeros, lowering.reshape(index, [count]), lowering.reshape(lowering.plain(inputs[2]!), [count])];
    const flat = graph.emit('ScatterElements', operands, { axis: 0, reduction: 'add' });
    const padded = lowering.reshape(flat, [n, height, width, channels]);
    const [from, to] = [pads.slice(0, 2), [height - pads[2], width - pads[3]]];
    lowering.define(output, graph.emit('Slice', [padded, ...[from, to, [1, 2]].map((v) => graph.ints(v))]));
  },
};

/** Grey-scale morphology and its gradients. */
export const morphologyRules: readonly KernelRule[] = [dilation, filterGradient, inputGradient];
