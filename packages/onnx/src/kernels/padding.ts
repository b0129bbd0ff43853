import { UnsupportedError } from '@cv/tensor/errors';
import { util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue, OperationAttributes } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

type Pairs = readonly (readonly [number, number])[];

function padded(shape: readonly number[], paddings: Pairs): number[] {
  return shape.map((size, axis) => paddings[axis]![0] + size + paddings[axis]![1]);
}

function emitPad(
  lowering: Lowering,
  x: LazyValue,
  output: LazyValue,
  attributes: OperationAttributes,
  mode: string,
): void {
  const { graph } = lowering;
  const paddings = attributes.paddings as Pairs;
  const value = graph.scalar(Number(attributes.value ?? 0), x.dtype);
  const pads = (order: readonly number[]): string =>
    graph.ints([...order.map((axis) => paddings[axis]![0]), ...order.map((axis) => paddings[axis]![1])]);
  const operands = (name: string, order: readonly number[]): string[] =>
    mode === 'constant' ? [name, pads(order), value] : [name, pads(order)];
  if (lowering.isChannelsFirst(x)) {
    const name = graph.emit('Pad', operands(lowering.channelsFirst(x), [0, 3, 1, 2]), { mode });
    lowering.defineChannelsFirst(output, name);
  } else {
    const order = paddings.map((_, axis) => axis);
    lowering.define(output, graph.emit('Pad', operands(lowering.plain(x), order), { mode }));
  }
}

const pad: KernelRule = {
  kernel: 'PadV2',
  inputs: ['x'],
  plan([x], { paddings, constantValue = 0 }) {
    const shape = padded(x!.shape, paddings as Pairs);
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { paddings, value: String(constantValue) } };
  },
  lower(lowering, { inputs, output, attributes }) {
    if (output.shape.length === 0) lowering.define(output, lowering.plain(inputs[0]!));
    else emitPad(lowering, inputs[0]!, output, attributes, 'constant');
  },
};

/** `reflect` leaves the edge out; `symmetric` repeats it, which ONNX has no mode for: there rows are gathered by index. */
const mirrorPad: KernelRule = {
  kernel: 'MirrorPad',
  inputs: ['x'],
  plan([x], { paddings, mode }) {
    return {
      outputs: [{ shape: padded(x!.shape, paddings as Pairs), dtype: x!.dtype }],
      attributes: { paddings, mode },
    };
  },
  lower(lowering, { inputs, output, attributes }) {
    if (attributes.mode === 'reflect') return emitPad(lowering, inputs[0]!, output, attributes, 'reflect');
    const { graph } = lowering;
    let name = lowering.plain(inputs[0]!);
    (attributes.paddings as Pairs).forEach(([before, after], axis) => {
      if (before === 0 && after === 0) return;
      const size = inputs[0]!.shape[axis]!;
      const index = Array.from({ length: before + size + after }, (_, i) => mirrored(i - before, size));
      name = graph.emit('Gather', [name, graph.ints(index)], { axis });
    });
    lowering.define(output, name);
  },
};

function mirrored(index: number, size: number): number {
  if (index < 0) return -1 - index;
  return index < size ? index : 2 * size - 1 - index;
}

const spaceToBatch: KernelRule = {
  kernel: 'SpaceToBatchND',
  inputs: ['x'],
  plan([x], { blockShape, paddings }) {
    const block = blockShape as number[];
    const all = [
      [0, 0],
      ...(paddings as number[][]),
      ...x!.shape.slice(1 + block.length).map(() => [0, 0]),
    ] as unknown as Pairs;
    const full = padded(x!.shape, all);
    const shape = full.map((size, axis) =>
      axis === 0 ? size * util.sizeFromShape(block) : size / (block[axis - 1] ?? 1),
    );
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { block, paddings: all } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const block = attributes.block as number[];
    const paddings = attributes.paddings as Pairs;
    const full = padded(inputs[0]!.shape, paddings);
    const pads = graph.ints([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
    const x = graph.emit('Pad', [lowering.plain(inputs[0]!), pads, graph.scalar(0, output.dtype)], {
      mode: 'constant',
    });
    const m = block.length;
    const split = [full[0]!, ...block.flatMap((b, i) => [full[i + 1]! / b, b]), ...full.slice(m + 1)];
    const blocks = block.map((_, i) => 2 * i + 2);
    const positions = block.map((_, i) => 2 * i + 1);
    const rest = full.slice(m + 1).map((_, i) => 2 * m + 1 + i);
    const perm = [...blocks, 0, ...positions, ...rest];
    const moved = graph.emit('Transpose', [lowering.reshape(x, split)], { perm });
    lowering.define(output, lowering.reshape(moved, output.shape));
  },
};

const batchToSpace: KernelRule = {
  kernel: 'BatchToSpaceND',
  inputs: ['x'],
  plan([x], { blockShape, crops }) {
    const block = blockShape as number[];
    const cuts = crops as number[][];
    const shape = x!.shape.map((size, axis) => {
      if (axis === 0) return size / util.sizeFromShape(block);
      const b = block[axis - 1];
      return b === undefined ? size : size * b - cuts[axis - 1]![0]! - cuts[axis - 1]![1]!;
    });
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { block, crops: cuts } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const block = attributes.block as number[];
    const crops = attributes.crops as number[][];
    const shape = inputs[0]!.shape;
    const m = block.length;
    const batch = output.shape[0]!;
    const x = lowering.reshape(lowering.plain(inputs[0]!), [...block, batch, ...shape.slice(1)]);
    const perm = [m, ...block.flatMap((_, i) => [m + 1 + i, i]), ...shape.slice(m + 1).map((_, i) => 2 * m + 1 + i)];
    const full = [batch, ...block.map((b, i) => b * shape[i + 1]!), ...shape.slice(m + 1)];
    const moved = lowering.reshape(graph.emit('Transpose', [x], { perm }), full);
    const begin = full.map((_, axis) => crops[axis - 1]?.[0] ?? 0);
    const end = begin.map((from, axis) => from + output.shape[axis]!);
    lowering.define(output, graph.emit('Slice', [moved, graph.ints(begin), graph.ints(end)]));
  },
};

/** Blocks of channels become squares of pixels. */
const depthToSpace: KernelRule = {
  kernel: 'DepthToSpace',
  inputs: ['x'],
  plan([x], { blockSize, dataFormat }) {
    if (dataFormat !== 'NHWC') throw new UnsupportedError(`DepthToSpace: NHWC only, received ${String(dataFormat)}`);
    const block = blockSize as number;
    const [n, height, width, channels] = x!.shape as [number, number, number, number];
    const shape = [n, height * block, width * block, channels / (block * block)];
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { block } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const options = { blocksize: attributes.block as number, mode: 'DCR' };
    const x = lowering.channelsFirst(inputs[0]!);
    lowering.defineChannelsFirst(output, lowering.graph.emit('DepthToSpace', [x], options));
  },
};

/** Kernels that add or take away a border, and those that trade places for channels or pictures. */
export const paddingRules: readonly KernelRule[] = [pad, mirrorPad, spaceToBatch, batchToSpace, depthToSpace];
