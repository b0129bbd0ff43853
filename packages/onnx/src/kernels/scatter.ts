import { backend_util, util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

type Shape = readonly number[];

const TO_INT64 = { to: 7 };

const gatherNd: KernelRule = {
  kernel: 'GatherNd',
  inputs: ['params', 'indices'],
  plan([params, indices]) {
    const [shape] = backend_util.prepareAndValidate(params as never, indices as never);
    return { outputs: [{ shape, dtype: params!.dtype }], attributes: {} };
  },
  lower(lowering, { inputs, output }) {
    const { graph } = lowering;
    const [params, indices] = inputs.map((input) => lowering.plain(input)) as [string, string];
    lowering.define(output, graph.emit('GatherND', [params, graph.emit('Cast', [indices], TO_INT64)]));
  },
};

interface Scatter {
  /** [n, d], or for d = 1 also [n] or a scalar. */
  readonly indices: LazyValue;
  /** [n, ...shape without its first d axes], or a scalar for all. */
  readonly updates: LazyValue;
  readonly shape: Shape;
  readonly reduction: 'none' | 'add';
}

/** `base`, a name of `shape`, with `updates` put in or added at `indices`. */
function emitScatter(lowering: Lowering, base: string, { indices, updates, shape, reduction }: Scatter): string {
  const { graph } = lowering;
  const depth = indices.shape.length > 1 ? indices.shape.at(-1)! : 1;
  const count = util.sizeFromShape([...indices.shape]) / Math.max(depth, 1);
  const target = [count, ...shape.slice(depth)];
  const positions = graph.emit('Cast', [lowering.reshape(lowering.plain(indices), [count, depth])], TO_INT64);
  const name = lowering.plain(updates);
  const values =
    updates.shape.length === 0 ? graph.emit('Expand', [name, graph.ints(target)]) : lowering.reshape(name, target);
  return graph.emit('ScatterND', [base, positions, values], { reduction });
}

/** Zeros with `updates` added: equal indices add up. */
const scatterNd: KernelRule = {
  kernel: 'ScatterNd',
  inputs: ['indices', 'updates'],
  plan([, updates], { shape }) {
    return { outputs: [{ shape: shape as Shape, dtype: updates!.dtype }], attributes: { shape } };
  },
  lower(lowering, { inputs, output }) {
    const { graph } = lowering;
    const [indices, updates] = inputs as [LazyValue, LazyValue];
    const zeros = graph.emit('Expand', [graph.scalar(0, output.dtype), graph.ints(output.shape)]);
    const { shape } = output;
    lowering.define(output, emitScatter(lowering, zeros, { indices, updates, shape, reduction: 'add' }));
  },
};

const tensorScatterUpdate: KernelRule = {
  kernel: 'TensorScatterUpdate',
  inputs: ['tensor', 'indices', 'updates'],
  plan([tensor]) {
    return { outputs: [tensor!], attributes: {} };
  },
  lower(lowering, { inputs, output }) {
    const [tensor, indices, updates] = inputs as [LazyValue, LazyValue, LazyValue];
    const base = lowering.plain(tensor);
    const { shape } = output;
    lowering.define(output, emitScatter(lowering, base, { indices, updates, shape, reduction: 'none' }));
  },
};

const sparseToDense: KernelRule = {
  kernel: 'SparseToDense',
  inputs: ['sparseIndices', 'sparseValues', 'defaultValue'],
  plan([, values], { outputShape }) {
    return { outputs: [{ shape: outputShape as Shape, dtype: values!.dtype }], attributes: { outputShape } };
  },
  lower(lowering, { inputs, output }) {
    const { graph } = lowering;
    const [indices, updates, fallback] = inputs as [LazyValue, LazyValue, LazyValue];
    const base = graph.emit('Expand', [lowering.plain(fallback), graph.ints(output.shape)]);
    const { shape } = output;
    lowering.define(output, emitScatter(lowering, base, { indices, updates, shape, reduction: 'none' }));
  },
};

/** Kernels that read or write slices at positions of several coordinates. */
export const scatterRules: readonly KernelRule[] = [gatherNd, scatterNd, tensorScatterUpdate, sparseToDense];
