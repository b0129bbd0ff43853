import { UnsupportedError } from '@cv/tensor/errors';
import { deviceDType } from '../device-dtype.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { DeviceDType } from '../lazy-value.ts';
import { sameSignAs } from './relu-after.ts';

type Attributes = Readonly<Record<string, unknown>>;
type Emit = (graph: GraphBuilder, x: string, attributes: Attributes, dtype: DeviceDType) => string;

const FLOAT = 1;
const ELEMENT_TYPE: Record<DeviceDType, number> = { float32: 1, int32: 6, bool: 9 };

/** Kernels that are one ONNX node of the same meaning; those marked keep int32 as it is, the others compute in float32. */
const SAME: Readonly<Record<string, string>> = {
  Acos: 'Acos',
  Acosh: 'Acosh',
  Asin: 'Asin',
  Asinh: 'Asinh',
  Atan: 'Atan',
  Atanh: 'Atanh',
  Ceil: 'Ceil',
  Cos: 'Cos',
  Cosh: 'Cosh',
  Erf: 'Erf',
  Exp: 'Exp',
  Floor: 'Floor',
  Log: 'Log',
  Reciprocal: 'Reciprocal',
  Sigmoid: 'Sigmoid',
  Sin: 'Sin',
  Sinh: 'Sinh',
  Softplus: 'Softplus',
  Sqrt: 'Sqrt',
  Tan: 'Tan',
  Tanh: 'Tanh',
};
const SAME_FOR_INTEGERS: Readonly<Record<string, string>> = { Abs: 'Abs', Neg: 'Neg', Relu: 'Relu' };

const one = (graph: GraphBuilder): string => graph.scalar(1);
const float = (value: unknown): { float: number } => ({ float: value as number });

const COMPOSED: Readonly<Record<string, Emit>> = {
  Elu: (g, x) => g.emit('Elu', [x]),
  Expm1: (g, x) => g.emit('Sub', [g.emit('Exp', [x]), one(g)]),
  LeakyRelu: (g, x, { alpha }) => g.emit('LeakyRelu', [x], { alpha: float(alpha) }),
  Log1p: (g, x) => g.emit('Log', [g.emit('Add', [x, one(g)])]),
  Rsqrt: (g, x) => g.emit('Reciprocal', [g.emit('Sqrt', [x])]),
  Selu: (g, x) => g.emit('Selu', [x]),
};

/** Those that keep int32 as it is. */
const COMPOSED_FOR_INTEGERS: Readonly<Record<string, Emit>> = {
  Relu6: (g, x, _, dtype) => g.emit('Clip', [x, g.scalar(0, dtype), g.scalar(6, dtype)]),
  Round: (g, x, _, dtype) => (dtype === 'int32' ? x : g.emit('Round', [x])),
  Square: (g, x) => g.emit('Mul', [x, x]),
};

function unary(kernel: string, integers: boolean, emit: Emit): KernelRule {
  return {
    kernel,
    inputs: ['x'],
    plan([x], attributes) {
      const dtype = integers && x!.dtype === 'int32' ? 'int32' : 'float32';
      return { outputs: [{ shape: x!.shape, dtype }], attributes };
    },
    lower(lowering, operation) {
      const { graph } = lowering;
      const from = operation.inputs[0]!.dtype;
      lowering.elementwise(operation, ([x]) => {
        const operand = from === operation.output.dtype ? x! : graph.emit('Cast', [x!], { to: FLOAT });
        return emit(graph, operand, operation.attributes, operation.output.dtype);
      });
    },
  };
}

/** Kernels whose result is a truth value. */
const TESTS: Readonly<Record<string, Emit>> = {
  IsNan: (g, x) => g.emit('IsNaN', [x]),
  IsInf: (g, x) => g.emit('IsInf', [x]),
  IsFinite: (g, x) => g.emit('Not', [g.emit('Or', [g.emit('IsNaN', [x]), g.emit('IsInf', [x])])]),
  LogicalNot: (g, x) => g.emit('Not', [x]),
};

function test(kernel: string, emit: Emit): KernelRule {
  return {
    kernel,
    inputs: ['x'],
    plan([x]) {
      const wanted = kernel === 'LogicalNot' ? 'bool' : 'float32';
      if (x!.dtype !== wanted) {
        throw new UnsupportedError(`${kernel}: expected a ${wanted} tensor, received ${x!.dtype}`, { kernel });
      }
      return { outputs: [{ shape: x!.shape, dtype: 'bool' }], attributes: {} };
    },
    lower(lowering, operation) {
      lowering.elementwise(operation, ([x]) => emit(lowering.graph, x!, {}, operation.output.dtype));
    },
  };
}

/** 3e38 * x is 1 or more for every normal x > 0 (denormals, which ONNX Runtime may take for 0, give less). */
const STEEP = { alpha: { float: 3e38 }, beta: { float: 0 } };

/** 1 where x > 0, `alpha` elsewhere, NaN for NaN; an int32 x keeps its type, and `alpha` is cut to a whole number. */
const step: KernelRule = {
  kernel: 'Step',
  inputs: ['x'],
  plan([x], { alpha = 0 }) {
    const dtype = x!.dtype === 'int32' ? 'int32' : 'float32';
    const low = dtype === 'int32' ? Math.trunc(alpha as number) : (alpha as number);
    return { outputs: [{ shape: x!.shape, dtype }], attributes: { alpha: low } };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    const { alpha } = operation.attributes;
    const input = operation.inputs[0]!;
    if (alpha === 0 && input.dtype === 'float32' && !lowering.inference) {
      // One pass over memory; a comparison and a cast take three times as long. Not in float16, which ends before 3e38.
      const inputs = [sameSignAs(lowering, input)];
      lowering.elementwise({ inputs, output: operation.output }, ([x]) => graph.emit('HardSigmoid', [x!], STEEP));
      return;
    }
    const { dtype } = operation.output;
    lowering.elementwise(operation, ([x]) => {
      const operand = input.dtype === dtype ? x! : graph.emit('Cast', [x!], { to: FLOAT });
      const positive = graph.emit('Greater', [operand, graph.scalar(0, dtype)]);
      const steps = graph.emit('Where', [positive, graph.scalar(1, dtype), graph.scalar(alpha as number, dtype)]);
      return dtype === 'int32' ? steps : graph.emit('Where', [graph.emit('IsNaN', [operand]), operand, steps]);
    });
  },
};

/** -1, 0 or 1; 0 for NaN, as in tfjs and torch, where ONNX Runtime keeps NaN. */
const sign: KernelRule = {
  kernel: 'Sign',
  inputs: ['x'],
  plan([x]) {
    return { outputs: [x!], attributes: {} };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    lowering.elementwise(operation, ([x]) => {
      const y = graph.emit('Sign', [x!]);
      if (operation.output.dtype !== 'float32') return y;
      return graph.emit('Where', [graph.emit('IsNaN', [x!]), graph.scalar(0), y]);
    });
  },
};

const clip: KernelRule = {
  kernel: 'ClipByValue',
  inputs: ['x'],
  plan([x], { clipValueMin, clipValueMax }) {
    return { outputs: [x!], attributes: { min: String(clipValueMin), max: String(clipValueMax) } };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    const type = operation.output.dtype === 'int32' ? 'int32' : 'float32';
    const bound = (key: 'min' | 'max'): string => graph.scalar(Number(operation.attributes[key]), type);
    lowering.elementwise(operation, ([x]) => graph.emit('Clip', [x!, bound('min'), bound('max')]));
  },
};

const cast: KernelRule = {
  kernel: 'Cast',
  inputs: ['x'],
  plan([x], { dtype }) {
    const to = deviceDType('Cast', dtype);
    return { outputs: [{ shape: x!.shape, dtype: to }], attributes: { dtype: to } };
  },
  lower(lowering, operation) {
    const { dtype } = operation.output;
    const same = operation.inputs[0]!.dtype === dtype;
    lowering.elementwise(operation, ([x]) =>
      same ? x! : lowering.graph.emit('Cast', [x!], { to: ELEMENT_TYPE[dtype] }),
    );
  },
};

/** One-input element-by-element kernels. */
export const unaryRules: readonly KernelRule[] = [
  ...Object.entries(SAME).map(([kernel, op]) => unary(kernel, false, (g, x) => g.emit(op, [x]))),
  ...Object.entries(SAME_FOR_INTEGERS).map(([kernel, op]) => unary(kernel, true, (g, x) => g.emit(op, [x]))),
  ...Object.entries(COMPOSED).map(([kernel, emit]) => unary(kernel, false, emit)),
  ...Object.entries(COMPOSED_FOR_INTEGERS).map(([kernel, emit]) => unary(kernel, true, emit)),
  ...Object.entries(TESTS).map(([kernel, emit]) => test(kernel, emit)),
  step,
  sign,
  clip,
  cast,
];
