import { deviceDType } from '../device-dtype.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { DeviceDType, ValueSpec } from '../lazy-value.ts';

type Numbers = readonly number[];

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
      return fill(shape, value(attributes), deviceDType(kernel, x?.dtype ?? attributes.dtype ?? 'float32'));
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
    const down = (stop as number) < (start as number);
    // tfjs counts down by itself where the step is left at 1.
    const stride = down && step === 1 ? -1 : (step as number);
    const count = Math.max(0, Math.ceil(((stop as number) - (start as number)) / stride));
    const type = deviceDType('Range', dtype ?? 'float32');
    return { outputs: [{ shape: [count], dtype: type }], attributes: { start, step: stride, count, dtype: type } };
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

/** `num` numbers from start to stop, both included. */
const linSpace: KernelRule = {
  kernel: 'LinSpace',
  inputs: [],
  plan(_, { start, stop, num }) {
    return { outputs: [{ shape: [num as number], dtype: 'float32' }], attributes: { start, stop, num } };
  },
  lower(lowering, { output, attributes }) {
    const { start, stop, num } = attributes as { start: number; stop: number; num: number };
    const step = num > 1 ? (stop - start) / (num - 1) : 0;
    const numbers = Array.from({ length: num }, (_, i) => start + i * step);
    lowering.define(output, lowering.graph.floats(numbers));
  },
};

/** Kernels whose numbers follow from their attributes alone. */
export const constantRules: readonly KernelRule[] = [
  filled('Fill', [], ({ value }) => value as number),
  filled('ZerosLike', ['x'], () => 0),
  filled('OnesLike', ['x'], () => 1),
  range,
  linSpace,
];
