import { OptionError } from '@cv/tensor/errors';
import { slice_util, util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import { shapeText } from '../shape-text.ts';
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
    const { shape } = inputs[0]!;
    const axes = shape.map((_, axis) => axis).filter((axis) => shape[axis] !== output.shape[axis]);
    const x = lowering.plain(inputs[0]!);
    const from = axes.map((axis) => start[axis]!);
    const to = axes.map((axis) => start[axis]! + output.shape[axis]!);
    const bounds = [from, to, axes].map((values) => graph.ints(values));
    lowering.define(output, axes.length === 0 ? x : graph.emit('Slice', [x, ...bounds]));
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
    if (at < 0 || at > shape.length) {
      throw new OptionError(`ExpandDims: axis ${String(dim)} is out of range for ${shapeText(shape)}`, {
        kernel: 'ExpandDims',
        dim,
      });
    }
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

/** Kernels that move elements without computing. */
export const shapeRules: readonly KernelRule[] = [
  transpose,
  slice,
  stridedSlice,
  tile,
  broadcastTo,
  expandDims,
  reverse,
];
