import type { GraphBuilder } from '../graph-builder.ts';
import { MICROSOFT } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { emitGelu } from './inference/gelu.ts';
import { transposedMatrices } from './inference/matmul.ts';

function softmaxRule(kernel: string, op: string, axisName: string): KernelRule {
  return {
    kernel,
    inputs: ['logits'],
    plan([x], attributes) {
      return { outputs: [x!], attributes: { axis: attributes[axisName] } };
    },
    lower(lowering, { inputs, output, attributes }) {
      const axis = attributes.axis as number;
      lowering.define(output, lowering.graph.emit(op, [lowering.plain(inputs[0]!)], { axis }));
    },
  };
}

/** [N, K] truth values: column equals label. */
function isLabel(g: GraphBuilder, labels: string, classes: number): string {
  const column = g.emit('Unsqueeze', [labels, g.ints([1])]);
  return g.emit('Equal', [
    column,
    g.emit('Range', [g.scalar(0, 'int32'), g.scalar(classes, 'int32'), g.scalar(1, 'int32')]),
  ]);
}

const softmaxCrossEntropy: KernelRule = {
  kernel: 'CvSoftmaxCrossEntropy',
  inputs: ['logits', 'labels'],
  plan([logits, labels], { labelSmoothing }) {
    return { outputs: [{ shape: labels!.shape, dtype: 'float32' }, logits!], attributes: { labelSmoothing } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const smoothing = attributes.labelSmoothing as number;
    const [logits, labels] = inputs.map((input) => lowering.plain(input)) as [string, string];
    const logProbs = graph.emit('LogSoftmax', [logits], { axis: 1 });
    const chosen = graph.emit('Where', [isLabel(graph, labels, inputs[0]!.shape[1]!), logProbs, graph.scalar(0)]);
    const rows = { keepdims: 0 };
    const likelihood = graph.emit('ReduceSum', [chosen, graph.ints([1])], rows);
    // A label that is no class gives NaN rather than a loss of 0.
    const label = graph.emit('And', [
      graph.emit('GreaterOrEqual', [labels, graph.scalar(0, 'int32')]),
      graph.emit('Less', [labels, graph.scalar(inputs[0]!.shape[1]!, 'int32')]),
    ]);
    let loss = graph.emit('Where', [label, graph.emit('Neg', [likelihood]), graph.scalar(Number.NaN)]);
    if (smoothing > 0) {
      const even = graph.emit('Neg', [graph.emit('ReduceMean', [logProbs, graph.ints([1])], rows)]);
      const mix = (name: string, weight: number): string => graph.emit('Mul', [name, graph.scalar(weight)]);
      loss = graph.emit('Add', [mix(loss, 1 - smoothing), mix(even, smoothing)]);
    }
    lowering.define(outputs[0]!, loss);
    lowering.define(outputs[1]!, logProbs);
  },
};

/** dlogits = (softmax - target) * dy, the target being one-hot, smoothed. */
const softmaxCrossEntropyGrad: KernelRule = {
  kernel: 'CvSoftmaxCrossEntropyGrad',
  inputs: ['dy', 'logProbs', 'labels'],
  plan([, logProbs], { labelSmoothing }) {
    return { outputs: [logProbs!], attributes: { labelSmoothing } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const smoothing = attributes.labelSmoothing as number;
    const [dy, logProbs, labels] = inputs.map((input) => lowering.plain(input)) as [string, string, string];
    const classes = output.shape[1]!;
    const low = smoothing / classes;
    const levels = [1 - smoothing + low, low].map((level) => graph.scalar(level));
    const target = graph.emit('Where', [isLabel(graph, labels, classes), ...levels]);
    const difference = graph.emit('Sub', [graph.emit('Exp', [logProbs]), target]);
    lowering.define(output, graph.emit('Mul', [difference, graph.emit('Unsqueeze', [dy, graph.ints([1])])]));
  },
};

const gelu: KernelRule = {
  kernel: 'CvGelu',
  inputs: ['x'],
  plan([x], { approximate }) {
    return { outputs: [x!], attributes: { approximate } };
  },
  lower(lowering, operation) {
    const approximate = operation.attributes.approximate as string;
    lowering.elementwise(operation, ([x]) => emitGelu(lowering, x!, approximate));
  },
};

/**
 * Derivative of x * Phi(x): Phi(x) + x * phi(x) = (1 + erf(a) + a * exp(ln(2 / sqrt(pi)) - a^2)) / 2, a = x / sqrt(2); written so that it
 * takes few passes over memory.
 */
function exactGeluSlope(g: GraphBuilder, x: string): string {
  const a = g.emit('Mul', [x, g.scalar(Math.SQRT1_2)]);
  const exponent = g.emit('Sub', [g.scalar(Math.log(2 / Math.sqrt(Math.PI))), g.emit('Mul', [a, a])]);
  const density = g.emit('Mul', [a, g.emit('Exp', [exponent])]);
  const sum = g.emit('Add', [g.emit('Add', [g.emit('Erf', [a]), density]), g.scalar(1)]);
  return g.emit('Mul', [sum, g.scalar(0.5)]);
}

/** Derivative of 0.5 x (1 + tanh(u)), u = sqrt(2/pi) (x + 0.044715 x^3). */
function tanhGeluSlope(g: GraphBuilder, x: string): string {
  const root = Math.sqrt(2 / Math.PI);
  const times = (name: string, factor: number): string => g.emit('Mul', [name, g.scalar(factor)]);
  const plus = (name: string, term: number): string => g.emit('Add', [name, g.scalar(term)]);
  const square = g.emit('Mul', [x, x]);
  const tanh = g.emit('Tanh', [g.emit('Mul', [x, times(plus(times(square, 0.044715), 1), root)])]);
  const slope = times(plus(times(square, 3 * 0.044715), 1), root);
  const sech2 = g.emit('Sub', [g.scalar(1), g.emit('Mul', [tanh, tanh])]);
  const curve = g.emit('Mul', [times(x, 0.5), g.emit('Mul', [sech2, slope])]);
  return g.emit('Add', [times(plus(tanh, 1), 0.5), curve]);
}

const geluGrad: KernelRule = {
  kernel: 'CvGeluGrad',
  inputs: ['dy', 'x'],
  plan([, x], { approximate }) {
    return { outputs: [x!], attributes: { approximate } };
  },
  lower(lowering, operation) {
    const { graph } = lowering;
    const slope = operation.attributes.approximate === 'tanh' ? tanhGeluSlope : exactGeluSlope;
    lowering.elementwise(operation, ([dy, x]) => graph.emit('Mul', [dy!, slope(graph, x!)]));
  },
};

/** scale * query keyT, of matrices with two axes of batch and heads before them. */
function scores(lowering: Lowering, query: string, key: string, scale: number): string {
  const g = lowering.graph;
  if (lowering.inference) {
    const product = g.emit('MatMul', [query, transposedMatrices(lowering, key, 4)]);
    return g.emit('Mul', [product, g.scalar(scale)]);
  }
  return g.emitProduct('FusedMatMul', [query, key], { transB: 1, alpha: { float: scale } }, MICROSOFT);
}

/** 0 where the key may be seen, -infinity where it lies in the query's future. */
function causalMask(g: GraphBuilder, queries: number, keys: number): string {
  const all = g.emit('Expand', [g.scalar(Number.NEGATIVE_INFINITY), g.ints([queries, keys])]);
  return g.emit('Trilu', [all, g.int(1)], { upper: 1 });
}

const attention: KernelRule = {
  kernel: 'CvAttention',
  inputs: ['query', 'key', 'value'],
  plan([query, key, value], { scale, causal }) {
    const lead = query!.shape.slice(0, -1);
    return {
      outputs: [
        { shape: [...lead, value!.shape.at(-1)!], dtype: 'float32' },
        { shape: [...lead, key!.shape.at(-2)!], dtype: 'float32' },
      ],
      attributes: { scale, causal },
    };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const [query, key, value] = inputs.map((input) => lowering.plain(input)) as [string, string, string];
    let logits = scores(lowering, query, key, attributes.scale as number);
    if (attributes.causal === true) {
      const [queries, keys] = outputs[1]!.shape.slice(-2) as [number, number];
      logits = graph.emit('Add', [logits, causalMask(graph, queries, keys)]);
    }
    const probs = graph.emit('Softmax', [logits], { axis: -1 });
    lowering.define(outputs[0]!, graph.emitProduct('MatMul', [probs, value]));
    lowering.define(outputs[1]!, probs);
  },
};

const attentionGrad: KernelRule = {
  kernel: 'CvAttentionGrad',
  inputs: ['dy', 'query', 'key', 'value', 'probs'],
  plan([, query, key, value], { scale, causal }) {
    return { outputs: [query!, key!, value!], attributes: { scale, causal } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const [dy, query, key, value, probs] = inputs.map((input) => lowering.plain(input)) as string[];
    const alpha = { float: attributes.scale as number };
    const product = (a: string, b: string, options: Record<string, number | { float: number }>): string =>
      graph.emitProduct('FusedMatMul', [a, b], options, MICROSOFT);
    const dprobs = product(dy!, value!, { transB: 1 });
    const weighted = graph.emit('Mul', [dprobs, probs!]);
    const total = graph.emit('ReduceSum', [weighted, graph.ints([-1])], { keepdims: 1 });
    const dlogits = graph.emit('Sub', [weighted, graph.emit('Mul', [probs!, total])]);
    lowering.define(outputs[0]!, product(dlogits, key!, { alpha }));
    lowering.define(outputs[1]!, product(dlogits, query!, { transA: 1, alpha }));
    lowering.define(outputs[2]!, product(probs!, dy!, { transA: 1 }));
  },
};

/** Names of the elements of the vector `schedule`, each of shape [1]; scalars for a scalar parameter, which must stay one. */
function elements(lowering: Lowering, schedule: string, count: number, parameter: LazyValue): string[] {
  const { graph } = lowering;
  const one = graph.ints(Array.from({ length: count }, () => 1));
  const names = count === 1 ? [schedule] : graph.emitMany('Split', count, [schedule, one], { axis: 0 });
  return parameter.shape.length === 0 ? names.map((name) => lowering.reshape(name, [])) : names;
}

const adamW: KernelRule = {
  kernel: 'CvAdamW',
  inputs: ['parameter', 'gradient', 'm', 'v', 'schedule'],
  plan([parameter, , m, v], { beta1, beta2, epsilon, weightDecay }) {
    return { outputs: [parameter!, m!, v!], attributes: { beta1, beta2, epsilon, weightDecay } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const { beta1, beta2, epsilon, weightDecay } = attributes as Record<string, number>;
    const [parameter, gradient, m, v, schedule] = inputs.map((input: LazyValue) => lowering.plain(input)) as string[];
    const [rate, correction1, correction2] = elements(lowering, schedule!, 3, inputs[0]!) as [string, string, string];
    const times = (name: string, factor: number): string => graph.emit('Mul', [name, graph.scalar(factor)]);
    const mNew = graph.emit('Add', [times(m!, beta1!), times(gradient!, 1 - beta1!)]);
    const square = graph.emit('Mul', [gradient!, gradient!]);
    const vNew = graph.emit('Add', [times(v!, beta2!), times(square, 1 - beta2!)]);
    const root = graph.emit('Div', [graph.emit('Sqrt', [vNew]), graph.emit('Sqrt', [correction2])]);
    const step = graph.emit('Div', [mNew, graph.emit('Add', [root, graph.scalar(epsilon!)])]);
    const scaled = graph.emit('Mul', [step, graph.emit('Div', [rate, correction1])]);
    let kept = parameter!;
    if (weightDecay !== 0) {
      kept = graph.emit('Mul', [kept, graph.emit('Sub', [graph.scalar(1), times(rate, weightDecay!)])]);
    }
    lowering.define(outputs[0]!, graph.emit('Sub', [kept, scaled]));
    lowering.define(outputs[1]!, mNew);
    lowering.define(outputs[2]!, vNew);
  },
};

const sgd: KernelRule = {
  kernel: 'CvSgd',
  inputs: ['parameter', 'gradient', 'velocity', 'schedule'],
  plan([parameter, , velocity], { momentum, weightDecay, nesterov }) {
    return { outputs: [parameter!, velocity!], attributes: { momentum, weightDecay, nesterov } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const { momentum, weightDecay, nesterov } = attributes as {
      momentum: number;
      weightDecay: number;
      nesterov: boolean;
    };
    const [parameter, gradient, velocity, schedule] = inputs.map((input) => lowering.plain(input)) as string[];
    const [rate] = elements(lowering, schedule!, 1, inputs[0]!);
    const times = (name: string, factor: number): string => graph.emit('Mul', [name, graph.scalar(factor)]);
    const slope = weightDecay === 0 ? gradient! : graph.emit('Add', [gradient!, times(parameter!, weightDecay)]);
    const speed = momentum === 0 ? slope : graph.emit('Add', [times(velocity!, momentum), slope]);
    const step = nesterov ? graph.emit('Add', [slope, times(speed, momentum)]) : speed;
    lowering.define(outputs[0]!, graph.emit('Sub', [parameter!, graph.emit('Mul', [step, rate!])]));
    lowering.define(outputs[1]!, speed);
  },
};

/** Softmax, losses, GELU, attention and optimiser updates: many elementwise steps under one name. */
export const fusedRules: readonly KernelRule[] = [
  softmaxRule('Softmax', 'Softmax', 'dim'),
  softmaxRule('LogSoftmax', 'LogSoftmax', 'axis'),
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
  gelu,
  geluGrad,
  attention,
  attentionGrad,
  adamW,
  sgd,
];
