import { backend_util } from '@tensorflow/tfjs-core';
import type { GraphBuilder } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { DeviceDType, ValueSpec } from '../lazy-value.ts';

type Emit = (graph: GraphBuilder, a: string, b: string, dtype: DeviceDType) => string;

const TO_FLOAT = { to: 1 };
const TO_INT = { to: 6 };
const TO_DOUBLE = { to: 11 };

function floorOfQuotient(g: GraphBuilder, a: string, b: string): string {
  return g.emit('Floor', [g.emit('Div', [a, b])]);
}

const ARITHMETIC: Readonly<Record<string, Emit>> = {
  Add: (g, a, b) => g.emit('Add', [a, b]),
  Sub: (g, a, b) => g.emit('Sub', [a, b]),
  Multiply: (g, a, b) => g.emit('Mul', [a, b]),
  Maximum: (g, a, b) => g.emit('Max', [a, b]),
  Minimum: (g, a, b) => g.emit('Min', [a, b]),
  Pow: (g, a, b) => g.emit('Pow', [a, b]),
  RealDiv: (g, a, b) => g.emit('Div', [a, b]),
  // int32 division rounds towards zero in ONNX and down in tfjs: go through float64, which holds every int32.
  FloorDiv: (g, a, b, dtype) => {
    if (dtype === 'float32') return floorOfQuotient(g, a, b);
    const [x, y] = [g.emit('Cast', [a], TO_DOUBLE), g.emit('Cast', [b], TO_DOUBLE)];
    return g.emit('Cast', [floorOfQuotient(g, x, y)], TO_INT);
  },
  // The sign of the result is the divisor's: ONNX does so for integers only.
  Mod: (g, a, b, dtype) =>
    dtype === 'int32' ? g.emit('Mod', [a, b]) : g.emit('Sub', [a, g.emit('Mul', [floorOfQuotient(g, a, b), b])]),
  BitwiseAnd: (g, a, b) => g.emit('BitwiseAnd', [a, b]),
  SquaredDifference: (g, a, b) => {
    const difference = g.emit('Sub', [a, b]);
    return g.emit('Mul', [difference, difference]);
  },
};

/** The angle of (x, y), right in every quadrant, on the axes and for two infinities. */
function atan2(g: GraphBuilder, y: string, x: string): string {
  const [height, width] = [g.emit('Abs', [y]), g.emit('Abs', [x])];
  const isOrigin = g.emit('Equal', [height, g.scalar(0)]);
  const even = g.emit('Where', [isOrigin, g.scalar(0), g.scalar(Math.PI / 4)]);
  const slope = g.emit('Atan', [g.emit('Div', [height, width])]);
  const acute = g.emit('Where', [g.emit('Equal', [height, width]), even, slope]);
  const mirrored = g.emit('Sub', [g.scalar(Math.PI), acute]);
  const above = g.emit('Where', [g.emit('Less', [x, g.scalar(0)]), mirrored, acute]);
  return g.emit('Where', [g.emit('Less', [y, g.scalar(0)]), g.emit('Neg', [above]), above]);
}

const COMPARISON: Readonly<Record<string, Emit>> = {
  Equal: (g, a, b) => g.emit('Equal', [a, b]),
  NotEqual: (g, a, b) => g.emit('Not', [g.emit('Equal', [a, b])]),
  Greater: (g, a, b) => g.emit('Greater', [a, b]),
  GreaterEqual: (g, a, b) => g.emit('GreaterOrEqual', [a, b]),
  Less: (g, a, b) => g.emit('Less', [a, b]),
  LessEqual: (g, a, b) => g.emit('LessOrEqual', [a, b]),
  LogicalAnd: (g, a, b) => g.emit('And', [a, b]),
  LogicalOr: (g, a, b) => g.emit('Or', [a, b]),
};

/** Truth values are ordered and counted as int32, which ONNX's operators take. */
const BOOLEANS_TOO = new Set(['Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr']);

function binary(kernel: string, emit: Emit, truth: boolean): KernelRule {
  return {
    kernel,
    inputs: ['a', 'b'],
    plan([a, b]) {
      const shape = backend_util.assertAndGetBroadcastShape([...a!.shape], [...b!.shape]);
      const numbers: DeviceDType = a!.dtype === 'bool' ? 'int32' : a!.dtype;
      return { outputs: [{ shape, dtype: truth ? 'bool' : numbers }], attributes: {} };
    },
    lower(lowering, operation) {
      const { graph } = lowering;
      const { dtype } = operation.inputs[0]!;
      const asNumbers = dtype === 'bool' && !BOOLEANS_TOO.has(kernel);
      lowering.elementwise(operation, (names) => {
        const [a, b] = asNumbers ? names.map((name) => graph.emit('Cast', [name], TO_INT)) : names;
        return emit(graph, a!, b!, asNumbers ? 'int32' : dtype);
      });
    },
  };
}

const prelu: KernelRule = {
  kernel: 'Prelu',
  inputs: ['x', 'alpha'],
  plan([x]) {
    return { outputs: [{ shape: x!.shape, dtype: 'float32' }], attributes: {} };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    lowering.elementwise(operation, (names) => {
      const [x, alpha] = names.map((name, i) =>
        operation.inputs[i]!.dtype === 'float32' ? name : graph.emit('Cast', [name], TO_FLOAT),
      );
      return graph.emit('Where', [graph.emit('Less', [x!, graph.scalar(0)]), graph.emit('Mul', [x!, alpha!]), x!]);
    });
  },
};

const select: KernelRule = {
  kernel: 'Select',
  inputs: ['condition', 't', 'e'],
  plan([condition, t, e]) {
    // tfjs lets a vector choose whole rows: then it stands for [n, 1, ..., 1].
    const shape = condition!.shape.length === 1 && t!.shape.length > 1 ? t!.shape : broadcastAll([condition!, t!, e!]);
    return { outputs: [{ shape, dtype: t!.dtype }], attributes: {} };
  },
  lower(lowering, operation) {
    const condition = operation.inputs[0]!;
    const rank = operation.inputs[1]!.shape.length;
    if (condition.shape.length === 1 && rank > 1) {
      const [c, a, b] = operation.inputs.map((input) => lowering.plain(input)) as [string, string, string];
      const rows = lowering.reshape(c, [condition.shape[0]!, ...Array.from({ length: rank - 1 }, () => 1)]);
      lowering.define(operation.output, lowering.graph.where(rows, a, b, operation.output.dtype));
    } else {
      lowering.elementwise(operation, ([c, a, b]) => lowering.graph.where(c!, a!, b!, operation.output.dtype));
    }
  },
};

function broadcastAll(values: readonly ValueSpec[]): number[] {
  return values.reduce<number[]>(
    (shape, value) => backend_util.assertAndGetBroadcastShape(shape, [...value.shape]),
    [],
  );
}

const arcTangent2: KernelRule = {
  kernel: 'Atan2',
  inputs: ['a', 'b'],
  plan([a, b]) {
    const shape = backend_util.assertAndGetBroadcastShape([...a!.shape], [...b!.shape]);
    return { outputs: [{ shape, dtype: a!.dtype === 'float32' ? 'float32' : 'int32' }], attributes: {} };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    lowering.elementwise(operation, (names) => {
      const [y, x] = names.map((name, i) =>
        operation.inputs[i]!.dtype === 'float32' ? name : graph.emit('Cast', [name], TO_FLOAT),
      );
      const angle = atan2(graph, y!, x!);
      return operation.output.dtype === 'float32' ? angle : graph.emit('Cast', [angle], TO_INT);
    });
  },
};

/** dy where y >= 0, dy * (y + 1) elsewhere. */
const eluGrad: KernelRule = {
  kernel: 'EluGrad',
  inputs: ['dy', 'y'],
  plan([, y]) {
    return { outputs: [{ shape: y!.shape, dtype: 'float32' }], attributes: {} };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    // The slope is at most 1.
    lowering.elementwise(operation, ([dy, y]) =>
      graph.emit('Mul', [dy!, graph.emit('Min', [graph.emit('Add', [y!, graph.scalar(1)]), graph.scalar(1)])]),
    );
  },
};

const addN: KernelRule = {
  kernel: 'AddN',
  inputs: 'variadic',
  plan([first]) {
    return { outputs: [first!], attributes: {} };
  },
  lower(lowering, operation) {
    lowering.elementwise(operation, (names) => {
      // ONNX's Sum takes floats only, so integers are added pair by pair.
      if (operation.output.dtype === 'float32') return lowering.graph.emit('Sum', names);
      return names.reduce((sum, name) => lowering.graph.emit('Add', [sum, name]));
    });
  },
};

/** Element-by-element kernels of several inputs, broadcasting. */
export const binaryRules: readonly KernelRule[] = [
  ...Object.entries(ARITHMETIC).map(([kernel, emit]) => binary(kernel, emit, false)),
  ...Object.entries(COMPARISON).map(([kernel, emit]) => binary(kernel, emit, true)),
  arcTangent2,
  eluGrad,
  prelu,
  select,
  addN,
];
