import { ShapeError } from '@cv/tensor/errors';
import { backend_util, util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { ValueSpec } from '../lazy-value.ts';
import { shapeText } from '../shape-text.ts';

type Numbers = readonly number[];

/** Refuses tensors whose rank, element type or size along an axis other than `free` differ. */
function checkAlike(kernel: string, inputs: readonly ValueSpec[], free?: number): void {
  const [first] = inputs;
  const alike = inputs.every(
    ({ shape, dtype }) =>
      dtype === first!.dtype &&
      shape.length === first!.shape.length &&
      shape.every((size, axis) => axis === free || size === first!.shape[axis]),
  );
  if (alike) return;
  const received = inputs.map(({ shape, dtype }) => `${dtype} ${shapeText(shape)}`).join(', ');
  const but = free === undefined ? '' : ` but along axis ${free}`;
  throw new ShapeError(`${kernel}: tensors of one shape and type expected${but}, received ${received}`, {
    kernel,
    shapes: inputs.map(({ shape }) => shape),
  });
}

const concat: KernelRule = {
  kernel: 'Concat',
  inputs: 'variadic',
  plan(inputs, { axis }) {
    const [only] = util.parseAxisParam(axis as number, [...inputs[0]!.shape]) as [number];
    checkAlike('Concat', inputs, only);
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
    checkAlike('Pack', inputs);
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
  list: true,
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
  list: true,
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

/** Kernels that put tensors together and take them apart. */
export const joinRules: readonly KernelRule[] = [concat, pack, unpack, split];
