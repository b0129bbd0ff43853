import { backend_util, slice_util, util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { DeviceDType, ValueSpec } from '../lazy-value.ts';
import { reshapeRule } from './reshape.ts';

type Numbers = readonly number[];

const TO_CHANNELS_FIRST = '0,3,1,2';
const TO_CHANNELS_LAST = '0,2,3,1';

const transpose: KernelRule = {
  kernel: 'Transpose',
  inputs: ['x'],
  plan([x], { perm }) {
    const order = perm as Numbers;
    return { outputs: [{ shape: order.map((axis) => x!.shape[axis]!), dtype: x!.dtype }], attributes: { perm: order } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const x = inputs[0]!;
    const perm = attributes.perm as Numbers;
    // What tfjs calls a transpose may be a layout that is there already (flattening in PyTorch's order does this).
    if (perm.join() === TO_CHANNELS_FIRST) lowering.define(output, lowering.channelsFirst(x));
    else if (perm.join() === TO_CHANNELS_LAST) lowering.defineChannelsFirst(output, lowering.plain(x));
    else lowering.define(output, lowering.graph.emit('Transpose', [lowering.plain(x)], { perm }));
  },
};

const concat: KernelRule = {
  kernel: 'Concat',
  inputs: 'variadic',
  plan(inputs, { axis }) {
    const [only] = util.parseAxisParam(axis as number, [...inputs[0]!.shape]) as [number];
    const shape = backend_util.computeOutShape(
      inputs.map((input) => [...input.shape]),
      only,
    );
    return { outputs: [{ shape, dtype: inputs[0]!.dtype }], attributes: { axis: only } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const axis = attributes.axis as number;
    if (output.shape.length === 4 && inputs.every((input) => lowering.isChannelsFirst(input))) {
      const names = inputs.map((input) => lowering.channelsFirst(input));
      lowering.defineChannelsFirst(output, lowering.graph.emit('Concat', names, { axis: [0, 2, 3, 1][axis]! }));
    } else {
      const names = inputs.map((input) => lowering.plain(input));
      lowering.define(output, lowering.graph.emit('Concat', names, { axis }));
    }
  },
};

const pack: KernelRule = {
  kernel: 'Pack',
  inputs: 'variadic',
  plan(inputs, { axis }) {
    const shape = [...inputs[0]!.shape];
    const at = (axis as number) < 0 ? shape.length + 1 + (axis as number) : (axis as number);
    shape.splice(at, 0, inputs.length);
    return { outputs: [{ shape, dtype: inputs[0]!.dtype }], attributes: { axis: at } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const axis = attributes.axis as number;
    const one = output.shape.map((size, i) => (i === axis ? 1 : size));
    const names = inputs.map((input) => lowering.reshape(lowering.plain(input), one));
    lowering.define(output, lowering.graph.emit('Concat', names, { axis }));
  },
};

const unpack: KernelRule = {
  kernel: 'Unpack',
  inputs: ['value'],
  plan([x], { axis }) {
    const at = (axis as number) < 0 ? x!.shape.length + (axis as number) : (axis as number);
    const shape = x!.shape.filter((_, i) => i !== at);
    const outputs = Array.from({ length: x!.shape[at]! }, () => ({ shape, dtype: x!.dtype }));
    return { outputs, attributes: { axis: at } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const axis = attributes.axis as number;
    const x = lowering.plain(inputs[0]!);
    outputs.forEach((output, i) => {
      lowering.define(output, graph.emit('Gather', [x, graph.int(i)], { axis }));
    });
  },
};

const split: KernelRule = {
  kernel: 'SplitV',
  inputs: ['x'],
  plan([x], { numOrSizeSplits, axis }) {
    const [only] = util.parseAxisParam(axis as number, [...x!.shape]) as [number];
    const sizes = backend_util.prepareSplitSize({ shape: [...x!.shape] } as never, numOrSizeSplits as number, only);
    const outputs = sizes.map((size) => ({ shape: x!.shape.map((d, i) => (i === only ? size : d)), dtype: x!.dtype }));
    return { outputs, attributes: { axis: only, sizes } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const axis = attributes.axis as number;
    const names = graph.emitMany(
      'Split',
      outputs.length,
      [lowering.plain(inputs[0]!), graph.ints(attributes.sizes as Numbers)],
      { axis },
    );
    outputs.forEach((output, i) => {
      lowering.define(output, names[i]!);
    });
  },
};

const slice: KernelRule = {
  kernel: 'Slice',
  inputs: ['x'],
  plan([x], { begin, size }) {
    const [start, extent] = slice_util.parseSliceParams(x as never, begin as number[], size as number[]);
    slice_util.assertParamsValid(x as never, start!, extent!);
    return { outputs: [{ shape: extent!, dtype: x!.dtype }], attributes: { start, extent } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const start = attributes.start as Numbers;
    const end = start.map((from, axis) => from + output.shape[axis]!);
    const x = lowering.plain(inputs[0]!);
    if (start.length === 0) lowering.define(output, x);
    else lowering.define(output, graph.emit('Slice', [x, graph.ints(start), graph.ints(end)]));
  },
};

const stridedSlice: KernelRule = {
  kernel: 'StridedSlice',
  inputs: ['x'],
  plan([x], { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask }) {
    const info = slice_util.sliceInfo(
      [...x!.shape],
      begin as number[],
      end as number[],
      strides as number[],
      beginMask as number,
      endMask as number,
      ellipsisMask as number,
      newAxisMask as number,
      shrinkAxisMask as number,
    );
    const attributes = { begin: info.begin, end: info.end, strides: info.strides, shape: info.finalShape };
    return { outputs: [{ shape: info.finalShape, dtype: x!.dtype }], attributes };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const axes = inputs[0]!.shape.map((_, axis) => axis);
    const strides = attributes.strides as Numbers;
    // A negative stride that runs past index 0 ends at -1 in tfjs, which ONNX would read as "the last one".
    const end = (attributes.end as Numbers).map((to, i) =>
      strides[i]! < 0 && to < 0 ? -inputs[0]!.shape[i]! - 1 : to,
    );
    const operands = [
      lowering.plain(inputs[0]!),
      ...[attributes.begin as Numbers, end, axes, strides].map((v) => graph.ints(v)),
    ];
    lowering.define(output, lowering.reshape(graph.emit('Slice', operands), output.shape));
  },
};

const tile: KernelRule = {
  kernel: 'Tile',
  inputs: ['x'],
  plan([x], { reps }) {
    const shape = x!.shape.map((size, axis) => size * (reps as Numbers)[axis]!);
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { reps } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const name = graph.emit('Tile', [lowering.plain(inputs[0]!), graph.ints(attributes.reps as Numbers)]);
    lowering.define(output, name);
  },
};

const broadcastTo: KernelRule = {
  kernel: 'BroadcastTo',
  inputs: ['x'],
  plan([x], { shape }) {
    return { outputs: [{ shape: shape as Numbers, dtype: x!.dtype }], attributes: { shape } };
  },
  lower(lowering, { inputs, output }) {
    const { graph } = lowering;
    lowering.define(output, graph.emit('Expand', [lowering.plain(inputs[0]!), graph.ints(output.shape)]));
  },
};

const expandDims: KernelRule = {
  kernel: 'ExpandDims',
  inputs: ['input'],
  plan([x], { dim }) {
    const shape = [...x!.shape];
    const at = (dim as number) < 0 ? shape.length + 1 + (dim as number) : (dim as number);
    shape.splice(at, 0, 1);
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { shape } };
  },
  lower: (lowering, operation) => reshapeRule.lower(lowering, operation),
};

const reverse: KernelRule = {
  kernel: 'Reverse',
  inputs: ['x'],
  plan([x], { dims }) {
    const axes = util.parseAxisParam(dims as number[], [...x!.shape]);
    return { outputs: [x!], attributes: { axes } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const axes = attributes.axes as Numbers;
    const x = lowering.plain(inputs[0]!);
    if (axes.length === 0) return lowering.define(output, x);
    const start = axes.map((axis) => output.shape[axis]! - 1);
    const end = axes.map((axis) => -output.shape[axis]! - 1);
    const step = axes.map(() => -1);
    lowering.define(output, graph.emit('Slice', [x, ...[start, end, axes, step].map((v) => graph.ints(v))]));
  },
};

function fill(
  shape: Numbers,
  value: number,
  dtype: DeviceDType,
): { outputs: ValueSpec[]; attributes: Record<string, unknown> } {
  // Text keeps NaN, the infinities and -0 apart in the graph's key.
  return {
    outputs: [{ shape, dtype }],
    attributes: { shape, value: Object.is(value, -0) ? '-0' : String(value), dtype },
  };
}

function filled(
  kernel: string,
  inputs: readonly string[],
  value: (attributes: Readonly<Record<string, unknown>>) => number,
): KernelRule {
  return {
    kernel,
    inputs,
    plan([x], attributes) {
      const shape = (x?.shape ?? attributes.shape) as Numbers;
      return fill(shape, value(attributes), (x?.dtype ?? attributes.dtype ?? 'float32') as DeviceDType);
    },
    lower(lowering, { output, attributes }) {
      const { graph } = lowering;
      const scalar = graph.scalar(Number(attributes.value), output.dtype);
      const name = output.shape.length === 0 ? scalar : graph.emit('Expand', [scalar, graph.ints(output.shape)]);
      lowering.define(output, name);
      // Every element is the same, so the other layout is as cheap as this one and saves a transpose.
      if (output.shape.length === 4) {
        const [n, h, w, c] = output.shape as [number, number, number, number];
        lowering.defineChannelsFirst(output, graph.emit('Expand', [scalar, graph.ints([n, c, h, w])]));
      }
    },
  };
}

const range: KernelRule = {
  kernel: 'Range',
  inputs: [],
  plan(_, { start, stop, step, dtype }) {
    const count = Math.max(0, Math.ceil(((stop as number) - (start as number)) / (step as number)));
    const type = (dtype ?? 'float32') as DeviceDType;
    return { outputs: [{ shape: [count], dtype: type }], attributes: { start, step, count, dtype: type } };
  },
  lower(lowering, { output, attributes }) {
    const { graph } = lowering;
    const type = output.dtype === 'int32' ? 'int32' : 'float32';
    const [start, step] = [attributes.start as number, attributes.step as number];
    const count = output.shape[0]!;
    const index = graph.emit('Range', [graph.scalar(0, type), graph.scalar(count, type), graph.scalar(1, type)]);
    const scaled = graph.emit('Mul', [index, graph.scalar(step, type)]);
    lowering.define(output, graph.emit('Add', [scaled, graph.scalar(start, type)]));
  },
};

/** Kernels that move or make elements without computing. */
export const shapeRules: readonly KernelRule[] = [
  transpose,
  concat,
  pack,
  unpack,
  split,
  slice,
  stridedSlice,
  tile,
  broadcastTo,
  expandDims,
  reverse,
  filled('Fill', [], ({ value }) => value as number),
  filled('ZerosLike', ['x'], () => 0),
  filled('OnesLike', ['x'], () => 1),
  range,
];
