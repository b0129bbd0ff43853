import type { GraphBuilder } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue, ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

const channelsOf = (x: ValueSpec): ValueSpec => ({ shape: [x.shape.at(-1)!], dtype: 'float32' });

/** One layout for all the work of a batch norm: where the channel axis is, and vectors [C] shaped to broadcast along it. */
interface ChannelView {
  readonly axes: readonly number[];
  readonly count: number;
  read(value: LazyValue): string;
  write(value: LazyValue, name: string): void;
  vector(value: LazyValue): string;
}

function channelView(lowering: Lowering, x: LazyValue): ChannelView {
  const rank = x.shape.length;
  const channels = x.shape[rank - 1]!;
  const count = x.shape.slice(0, -1).reduce((product, size) => product * size, 1);
  if (rank === 4) {
    return {
      axes: [0, 2, 3],
      count,
      read: (value) => lowering.channelsFirst(value),
      write: (value, name) => lowering.defineChannelsFirst(value, name),
      vector: (value) => lowering.reshape(lowering.plain(value), [1, channels, 1, 1]),
    };
  }
  return {
    axes: x.shape.slice(0, -1).map((_, axis) => axis),
    count,
    read: (value) => lowering.plain(value),
    write: (value, name) => lowering.define(value, name),
    vector: (value) => lowering.plain(value),
  };
}

function reciprocalStd(graph: GraphBuilder, variance: string, epsilon: unknown): string {
  return graph.emit('Reciprocal', [
    graph.emit('Sqrt', [graph.emit('Add', [variance, graph.scalar(epsilon as number)])]),
  ]);
}

/**
 * Mean and biased variance in two passes, since E[x^2] - E[x]^2 loses the digits when the mean is large. The mean, rounded to float32,
 * misses the true one by `rest`, the mean of what is left after subtracting it; that is taken off the shift, at no further pass over x.
 */
const batchNormTrain: KernelRule = {
  kernel: 'CvBatchNormTrain',
  inputs: ['x', 'scale', 'offset'],
  plan([x], { epsilon }) {
    return { outputs: [x!, channelsOf(x!), channelsOf(x!)], attributes: { epsilon } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const [x, scale, offset] = inputs as [LazyValue, LazyValue, LazyValue];
    const view = channelView(lowering, x);
    const axes = graph.ints(view.axes);
    const mean = graph.emit('ReduceMean', [view.read(x), axes], { keepdims: 1 });
    const centred = graph.emit('Sub', [view.read(x), mean]);
    const rest = graph.emit('ReduceMean', [centred, axes], { keepdims: 1 });
    const squares = graph.emit('ReduceSumSquare', [centred, axes], { keepdims: 1 });
    const square = graph.emit('Mul', [squares, graph.scalar(1 / view.count)]);
    const variance = graph.emit('Sub', [square, graph.emit('Mul', [rest, rest])]);
    const factor = graph.emit('Mul', [reciprocalStd(graph, variance, attributes.epsilon), view.vector(scale)]);
    const shift = graph.emit('Sub', [view.vector(offset), graph.emit('Mul', [rest, factor])]);
    view.write(outputs[0]!, graph.emit('Add', [graph.emit('Mul', [centred, factor]), shift]));
    lowering.define(outputs[1]!, lowering.reshape(mean, outputs[1]!.shape));
    lowering.define(outputs[2]!, lowering.reshape(variance, outputs[2]!.shape));
  },
};

/**
 * dx = scale * rstd * (dy - mean(dy) - xhat * mean(dy * xhat)), xhat = (x - mean) * rstd, the mean corrected by `rest` as above:
 * dy * xhat sums to rstd * (sum(dy * centred) - rest * sum(dy)).
 */
const batchNormTrainGrad: KernelRule = {
  kernel: 'CvBatchNormTrainGrad',
  inputs: ['dy', 'x', 'scale', 'mean', 'variance'],
  plan([, x, scale], { epsilon }) {
    return { outputs: [x!, scale!, scale!], attributes: { epsilon } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const [dy, x, scale, mean, variance] = inputs as [LazyValue, LazyValue, LazyValue, LazyValue, LazyValue];
    const view = channelView(lowering, x);
    const axes = graph.ints(view.axes);
    const sum = (name: string): string => graph.emit('ReduceSum', [name, axes], { keepdims: 1 });
    const product = (a: string, b: string): string => graph.emit('Mul', [a, b]);
    const rstd = reciprocalStd(graph, view.vector(variance), attributes.epsilon);
    const centred = graph.emit('Sub', [view.read(x), view.vector(mean)]);
    const rest = graph.emit('ReduceMean', [centred, axes], { keepdims: 1 });
    const doffset = sum(view.read(dy));
    const dscale = product(rstd, graph.emit('Sub', [sum(product(view.read(dy), centred)), product(rest, doffset)]));
    // dx = a dy + b centred + c, with a, b, c one number for each channel: two passes over the activations.
    const a = product(rstd, view.vector(scale));
    const share = graph.scalar(1 / view.count);
    const b = graph.emit('Neg', [product(a, product(rstd, product(dscale, share)))]);
    const c = graph.emit('Sub', [graph.emit('Neg', [product(a, product(doffset, share))]), product(b, rest)]);
    const slope = graph.emit('Add', [product(view.read(dy), a), product(centred, b)]);
    view.write(outputs[0]!, graph.emit('Add', [slope, c]));
    lowering.define(outputs[1]!, lowering.reshape(dscale, outputs[1]!.shape));
    lowering.define(outputs[2]!, lowering.reshape(doffset, outputs[2]!.shape));
  },
};

/** tfjs's batch norm with given statistics; scale and offset may be missing. */
const fusedBatchNorm: KernelRule = {
  kernel: 'FusedBatchNorm',
  inputs: ['x', 'mean', 'variance', 'offset?', 'scale?'],
  plan([x], { varianceEpsilon, given }) {
    return { outputs: [x!], attributes: { varianceEpsilon, given } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const x = inputs[0]!;
    const given = attributes.given as readonly string[];
    const view = channelView(lowering, x);
    const part = (name: string): string | null => {
      const value = inputs[given.indexOf(name)];
      return value === undefined ? null : value.shape.length === 1 ? view.vector(value) : view.read(value);
    };
    const rstd = reciprocalStd(graph, part('variance')!, attributes.varianceEpsilon);
    const scale = part('scale');
    const offset = part('offset');
    const factor = scale === null ? rstd : graph.emit('Mul', [rstd, scale]);
    const shift = graph.emit('Sub', [view.read(x), part('mean')!]);
    const scaled = graph.emit('Mul', [shift, factor]);
    view.write(output, offset === null ? scaled : graph.emit('Add', [scaled, offset]));
  },
};

const layerNorm: KernelRule = {
  kernel: 'CvLayerNorm',
  inputs: ['x', 'scale', 'offset'],
  plan([x], { epsilon }) {
    const statistics: ValueSpec = { shape: [...x!.shape.slice(0, -1), 1], dtype: 'float32' };
    return { outputs: [x!, statistics, statistics], attributes: { epsilon } };
  },
  lower(lowering, { inputs, outputs, attributes }) {
    const { graph } = lowering;
    const [x, scale, offset] = inputs.map((input) => lowering.plain(input)) as [string, string, string];
    const last = graph.ints([-1]);
    const mean = graph.emit('ReduceMean', [x, last], { keepdims: 1 });
    const centred = graph.emit('Sub', [x, mean]);
    const variance = graph.emit('ReduceMean', [graph.emit('Mul', [centred, centred]), last], { keepdims: 1 });
    const rstd = reciprocalStd(graph, variance, attributes.epsilon);
    const normal = graph.emit('Mul', [centred, rstd]);
    lowering.define(outputs[0]!, graph.emit('Add', [graph.emit('Mul', [normal, scale]), offset]));
    lowering.define(outputs[1]!, mean);
    lowering.define(outputs[2]!, rstd);
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
    const normal = graph.emit('Mul', [graph.emit('Sub', [x!, mean!]), rstd!]);
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
