import type { GraphBuilder } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue, Operation, ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { type ChannelView, channelView } from './channel-view.ts';
import { canLowerInferenceBatchNorm, lowerInferenceBatchNorm } from './inference/batch-norm.ts';
import { lowerInferenceLayerNorm } from './inference/layer-norm.ts';
import { reluAfter } from './relu-after.ts';

const channelsOf = (x: ValueSpec): ValueSpec => ({ shape: [x.shape.at(-1)!], dtype: 'float32' });

function reciprocalStd(graph: GraphBuilder, variance: string, epsilon: unknown): string {
  return graph.emit('Reciprocal', [
    graph.emit('Sqrt', [graph.emit('Add', [variance, graph.scalar(epsilon as number)])]),
  ]);
}

/** x less its mean, and what the rounded mean missed: see {@link batchNormTrain}. */
interface Centred {
  readonly mean: string;
  readonly centred: string;
  readonly rest: string;
}

function centre({ graph }: Lowering, view: ChannelView, x: string, mean: string): Centred {
  const centred = view.affine(x, null, graph.emit('Neg', [mean]));
  return { mean, centred, rest: view.mean(centred) };
}

/**
 * Mean and biased variance in two passes, since E[x^2] - E[x]^2 loses the digits when the mean is large. The mean, rounded to float32,
 * misses the true one by `rest`, the mean of what is left after subtracting it; that is taken off the shift, at no further pass over x.
 * What is left is kept for the gradient, which needs it in place of x.
 */
const batchNormTrain: KernelRule = {
  kernel: 'CvBatchNormTrain',
  inputs: ['x', 'scale', 'offset'],
  plan([x], { epsilon }) {
    return { outputs: [x!, channelsOf(x!), channelsOf(x!)], attributes: { epsilon } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const x = inputs[0]!;
    const [scale, offset] = [lowering.plain(inputs[1]!), lowering.plain(inputs[2]!)];
    const view = channelView(lowering, x);
    const { mean, centred, rest } = centre(lowering, view, view.read(x), view.mean(view.read(x)));
    const square = view.mean(graph.emit('Mul', [centred, centred]));
    const variance = graph.emit('Sub', [square, graph.emit('Mul', [rest, rest])]);
    const factor = graph.emit('Mul', [reciprocalStd(graph, variance, attributes.epsilon), scale]);
    const shift = graph.emit('Sub', [offset, graph.emit('Mul', [rest, factor])]);
    const relu = reluAfter(lowering, outputs[0]!);
    const y = view.affine(centred, factor, shift, relu !== undefined);
    view.write(relu?.output ?? outputs[0]!, y);
    lowering.define(outputs[1]!, mean);
    lowering.define(outputs[2]!, variance);
    lowering.extras.set(outputs[1]!, { view, names: [mean, centred, rest] });
  },
};

/**
 * dx = scale * rstd * (dy - mean(dy) - xhat * mean(dy * xhat)), xhat = (x - mean) * rstd, the mean corrected by `rest` as above:
 * dy * xhat has the mean rstd * (mean(dy * centred) - rest * mean(dy)).
 */
const batchNormTrainGrad: KernelRule = {
  kernel: 'CvBatchNormTrainGrad',
  inputs: ['dy', 'x', 'scale', 'mean', 'variance'],
  plan([, x, scale], { epsilon }) {
    return { outputs: [x!, scale!, scale!], attributes: { epsilon } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const [dyValue, x, scale, mean, variance] = inputs as [LazyValue, LazyValue, LazyValue, LazyValue, LazyValue];
    const product = (a: string, b: string): string => graph.emit('Mul', [a, b]);
    const { view, centred, rest } = centredOf(lowering, x, mean);
    const dy = view.read(dyValue);
    const rstd = reciprocalStd(graph, lowering.plain(variance), attributes.epsilon);
    const dyMean = view.mean(dy);
    const along = product(rstd, graph.emit('Sub', [view.mean(product(dy, centred)), product(rest, dyMean)]));
    // dx = a dy + b centred + c, with a, b, c one number for each channel.
    const a = product(rstd, lowering.plain(scale));
    const b = graph.emit('Neg', [product(a, product(rstd, along))]);
    const c = graph.emit('Neg', [graph.emit('Add', [product(a, dyMean), product(b, rest)])]);
    view.write(outputs[0]!, graph.emit('Add', [view.affine(dy, a, null), view.affine(centred, b, c)]));
    const count = graph.scalar(x.shape.slice(0, -1).reduce((total, size) => total * size, 1));
    lowering.define(outputs[1]!, product(along, count));
    lowering.define(outputs[2]!, product(dyMean, count));
  },
};

/** From the forward pass where that is part of the same graph, else computed again. */
function centredOf(lowering: Lowering, x: LazyValue, mean: LazyValue): Centred & { view: ChannelView } {
  const kept = lowering.extras.get(mean);
  if (kept !== undefined) {
    const [name, centred, rest] = kept.names as [string, string, string];
    return { view: kept.view!, mean: name, centred, rest };
  }
  const view = channelView(lowering, x);
  return { view, ...centre(lowering, view, view.read(x), lowering.plain(mean)) };
}

/** (x - mean) * rstd * scale + offset with statistics of any shape that broadcasts. */
function normalizeEach(lowering: Lowering, operation: Operation): void {
  const { graph } = lowering;
  const given = operation.attributes.given as readonly string[];
  lowering.elementwise(operation, (names) => {
    const part = (name: string): string | undefined => names[given.indexOf(name)];
    const rstd = reciprocalStd(graph, part('variance')!, operation.attributes.varianceEpsilon);
    const normal = graph.emit('Mul', [graph.emit('Sub', [part('x')!, part('mean')!]), rstd]);
    const [scale, offset] = [part('scale'), part('offset')];
    const scaled = scale === undefined ? normal : graph.emit('Mul', [normal, scale]);
    return offset === undefined ? scaled : graph.emit('Add', [scaled, offset]);
  });
}

/** tfjs's batch norm with given statistics, as one factor and one shift for each channel like PyTorch's; scale and offset may be missing. */
const fusedBatchNorm: KernelRule = {
  kernel: 'FusedBatchNorm',
  inputs: ['x', 'mean', 'variance', 'offset?', 'scale?'],
  plan([x], { varianceEpsilon, given }) {
    return { outputs: [x!], attributes: { varianceEpsilon, given } };
  },
  lower(lowering, operation) {
    const { inputs, output, attributes } = operation;
    if (inputs.slice(1).some(({ shape }) => shape.length !== 1)) return normalizeEach(lowering, operation);
    const { graph } = lowering;
    const x = inputs[0]!;
    const given = attributes.given as readonly string[];
    const input = (name: string): LazyValue | undefined => inputs[given.indexOf(name)];
    if (canLowerInferenceBatchNorm(lowering, x)) {
      const statistics = { mean: input('mean')!, variance: input('variance')! };
      const operands = { x, ...statistics, scale: input('scale'), offset: input('offset') };
      return lowerInferenceBatchNorm(lowering, operands, output, attributes.varianceEpsilon as number);
    }
    const view = channelView(lowering, x);
    const part = (name: string): string | null => {
      const value = input(name);
      return value === undefined ? null : lowering.plain(value);
    };
    const rstd = reciprocalStd(graph, part('variance')!, attributes.varianceEpsilon);
    const scale = part('scale');
    const offset = part('offset');
    const factor = scale === null ? rstd : graph.emit('Mul', [rstd, scale]);
    const moved = graph.emit('Mul', [part('mean')!, factor]);
    const shift = offset === null ? graph.emit('Neg', [moved]) : graph.emit('Sub', [offset, moved]);
    const relu = reluAfter(lowering, output);
    view.write(relu?.output ?? output, view.affine(view.read(x), factor, shift, relu !== undefined));
  },
};

const layerNorm: KernelRule = {
  kernel: 'CvLayerNorm',
  inputs: ['x', 'scale', 'offset'],
  plan([x], { epsilon }) {
    const statistics: ValueSpec = { shape: [...x!.shape.slice(0, -1), 1], dtype: 'float32' };
    return { outputs: [x!, statistics, statistics], attributes: { epsilon } };
  },
  lower(lowering, operation) {
    if (lowering.inference) return lowerInferenceLayerNorm(lowering, operation);
    const { inputs, outputs, attributes } = operation;
    const { graph } = lowering;
    const [x, scale, offset] = inputs.map((input) => lowering.plain(input)) as [string, string, string];
    const mean = graph.emit('ReduceMean', [x, graph.ints([-1])], { keepdims: 1 });
    const centred = graph.emit('Sub', [x, mean]);
    // The runtime's variance is E[x^2] - E[x]^2, which is exact only for data without a mean.
    const attributesOf = { axis: -1, epsilon: { float: attributes.epsilon as number } };
    const [y, , rstd] = graph.emitMany('LayerNormalization', 3, [centred, scale, offset], attributesOf);
    lowering.define(outputs[0]!, y!);
    lowering.define(outputs[1]!, mean);
    lowering.define(outputs[2]!, rstd!);
    lowering.extras.set(outputs[1]!, { names: [centred] });
  },
};

const layerNormGrad: KernelRule = {
  kernel: 'CvLayerNormGrad',
  inputs: ['dy', 'x', 'scale', 'mean', 'rstd'],
  plan([, x, scale]) {
    return { outputs: [x!, scale!, scale!], attributes: {} };
  },
  lower(lowering, { inputs, outputs }) {
    const { graph } = lowering;
    const [dy, x, scale, mean, rstd] = inputs.map((input) => lowering.plain(input)) as string[];
    const rows = graph.ints(inputs[1]!.shape.slice(0, -1).map((_, axis) => axis));
    const meanOfRow = (name: string): string => graph.emit('ReduceMean', [name, graph.ints([-1])], { keepdims: 1 });
    const centred = lowering.extras.get(inputs[3]!)?.names[0] ?? graph.emit('Sub', [x!, mean!]);
    const normal = graph.emit('Mul', [centred, rstd!]);
    const slope = graph.emit('Mul', [dy!, scale!]);
    const along = graph.emit('Mul', [normal, meanOfRow(graph.emit('Mul', [slope, normal]))]);
    const rest = graph.emit('Sub', [graph.emit('Sub', [slope, meanOfRow(slope)]), along]);
    lowering.define(outputs[0]!, graph.emit('Mul', [rest, rstd!]));
    const overRows = (name: string): string => graph.emit('ReduceSum', [name, rows], { keepdims: 0 });
    lowering.define(outputs[1]!, overRows(graph.emit('Mul', [dy!, normal])));
    lowering.define(outputs[2]!, overRows(dy!));
  },
};

/** Normalisation kernels. */
export const normalizationRules: readonly KernelRule[] = [
  batchNormTrain,
  batchNormTrainGrad,
  fusedBatchNorm,
  layerNorm,
  layerNormGrad,
];
