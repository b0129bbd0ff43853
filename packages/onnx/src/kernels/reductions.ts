import { util } from '@tensorflow/tfjs-core';
import { type GraphBuilder, NCHWC } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { DeviceDType, Operation } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

interface ReductionAttributes {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** Where each channels-last axis stands channels first. */
const AXIS_CHANNELS_FIRST = [0, 2, 3, 1];

const TO_INT = { to: 6 };
const TO_BOOL = { to: 9 };

function reducedShape(shape: readonly number[], { axes, keepDims }: ReductionAttributes): number[] {
  if (keepDims) return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** True when dropping `axes` leaves the other axes of a rank-4 value in the same order channels first as channels last. */
function sameOrderAfterwards(axes: readonly number[]): boolean {
  const left = [0, 1, 2, 3].filter((axis) => !axes.includes(axis));
  return !left.includes(3) || !(left.includes(1) || left.includes(2));
}

function emitReduction(g: GraphBuilder, op: string, x: string, axes: readonly number[], keepDims: boolean): string {
  if (axes.length === 0) return x;
  return g.emit(op, [x, g.ints(axes)], { keepdims: keepDims ? 1 : 0 });
}

/** The extremum, NaN where any element is: ONNX Runtime's reductions skip NaN. */
function emitExtremum(g: GraphBuilder, op: string, x: string, axes: readonly number[], keepDims: boolean): string {
  const extremum = emitReduction(g, op, x, axes, keepDims);
  const isNaN = g.emit('Cast', [g.emit('IsNaN', [x])], TO_INT);
  const any = g.emit('Cast', [emitReduction(g, 'ReduceMax', isNaN, axes, keepDims)], TO_BOOL);
  return g.emit('Where', [any, g.scalar(Number.NaN), extremum]);
}

function reduce(lowering: Lowering, operation: Operation, emit: (name: string, axes: number[]) => string): void {
  const { output } = operation;
  const x = operation.inputs[0]!;
  const { axes, keepDims } = operation.attributes as unknown as ReductionAttributes;
  const pooled = operation.rule.kernel === 'Mean' && axes.join() === '1,2';
  if (pooled && lowering.inference && lowering.isChannelsFirst(x)) {
    const means = lowering.graph.emit('GlobalAveragePool', [lowering.channelsFirst(x)]);
    if (keepDims) lowering.defineChannelsFirst(output, means);
    else lowering.define(output, lowering.graph.emit('Flatten', [means], { axis: 1 }));
  } else if (pooled && lowering.isBlocked(x)) {
    const means = lowering.graph.emit('GlobalAveragePool', [lowering.blocked(x)], {}, NCHWC);
    lowering.define(output, lowering.reshape(means, output.shape));
  } else if (lowering.isChannelsFirst(x) && (keepDims || sameOrderAfterwards(axes))) {
    const name = emit(
      lowering.channelsFirst(x),
      axes.map((axis) => AXIS_CHANNELS_FIRST[axis]!).sort((a, b) => a - b),
    );
    if (keepDims) lowering.defineChannelsFirst(output, name);
    else lowering.define(output, name);
  } else {
    lowering.define(output, emit(lowering.plain(x), [...axes]));
  }
}

function reduction(kernel: string, op: string, dtypeOf: (dtype: DeviceDType) => DeviceDType): KernelRule {
  return {
    kernel,
    inputs: ['x'],
    plan([x], { axis, reductionIndices, keepDims = false }) {
      const axes = util.parseAxisParam((axis ?? reductionIndices) as number | number[], [...x!.shape]);
      const attributes = { axes: [...axes].sort((a, b) => a - b), keepDims: keepDims as boolean };
      return {
        outputs: [{ shape: reducedShape(x!.shape, attributes), dtype: dtypeOf(x!.dtype) }],
        attributes: { ...attributes },
      };
    },
    lower(lowering, operation) {
      const { graph } = lowering;
      const { output, attributes } = operation;
      const x = operation.inputs[0]!;
      const truth = output.dtype === 'bool';
      reduce(lowering, operation, (name, axes) => {
        const to = x.dtype === output.dtype ? null : output.dtype === 'float32' ? 1 : 6;
        const operand = truth
          ? graph.emit('Cast', [name], TO_INT)
          : to === null
            ? name
            : graph.emit('Cast', [name], { to });
        const emit =
          output.dtype === 'float32' && (op === 'ReduceMax' || op === 'ReduceMin') ? emitExtremum : emitReduction;
        const result = emit(graph, op, operand, axes, attributes.keepDims as boolean);
        return truth ? graph.emit('Cast', [result], TO_BOOL) : result;
      });
    },
  };
}

/** Position of an extremum; NaN is passed over as in tfjs, unlike PyTorch: ONNX Runtime's answer would depend on the order. */
function argument(kernel: string, op: string, worst: number): KernelRule {
  return {
    kernel,
    inputs: ['x'],
    plan([x], { axis = 0 }) {
      const [only] = util.parseAxisParam(axis as number, [...x!.shape]) as [number];
      return {
        outputs: [{ shape: x!.shape.filter((_, i) => i !== only), dtype: 'int32' }],
        attributes: { axis: only },
      };
    },
    lower(lowering, { inputs, output, attributes }) {
      const { graph } = lowering;
      const axis = attributes.axis as number;
      const { dtype } = inputs[0]!;
      const x = lowering.plain(inputs[0]!);
      let operand = x;
      if (dtype === 'bool') operand = graph.emit('Cast', [x], TO_INT);
      if (dtype === 'float32') operand = graph.emit('Where', [graph.emit('IsNaN', [x]), graph.scalar(worst), x]);
      const index = graph.emit(op, [operand], { axis, keepdims: 0 });
      lowering.define(output, graph.emit('Cast', [index], TO_INT));
    },
  };
}

const numbers = (dtype: DeviceDType): DeviceDType => (dtype === 'bool' ? 'int32' : dtype);

/** Kernels that reduce over axes. */
export const reductionRules: readonly KernelRule[] = [
  reduction('Sum', 'ReduceSum', numbers),
  reduction('Mean', 'ReduceMean', () => 'float32'),
  reduction('Max', 'ReduceMax', (dtype) => dtype),
  reduction('Min', 'ReduceMin', (dtype) => dtype),
  reduction('Prod', 'ReduceProd', numbers),
  reduction('All', 'ReduceMin', () => 'bool'),
  reduction('Any', 'ReduceMax', () => 'bool'),
  argument('ArgMax', 'ArgMax', Number.NEGATIVE_INFINITY),
  argument('ArgMin', 'ArgMin', Number.POSITIVE_INFINITY),
];
