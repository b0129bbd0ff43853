import { backend_util, util } from '@tensorflow/tfjs-core';
import type { KernelRule } from '../kernel-rule.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

const TO_INT64 = { to: 7 };

/** Slices of x along an axis, by index; with `batchDims` each element of the leading axes has indices of its own. */
const gather: KernelRule = {
  kernel: 'GatherV2',
  inputs: ['x', 'indices'],
  plan([x, indices], { axis = 0, batchDims = 0 }) {
    const [only] = util.parseAxisParam(axis as number, [...x!.shape]) as [number];
    const { segment_util } = backend_util;
    // It checks and reads shapes only; a tensor is but its declared type.
    const info = segment_util.collectGatherOpShapeInfo(x as never, indices as never, only, batchDims as number);
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } = info;
    const attributes =
      batchDims === 0 ? { axis: only } : { axis: only, sizes: [batchSize, outerSize, dimSize, sliceSize] };
    return { outputs: [{ shape: outputShape, dtype: x!.dtype }], attributes };
  },
  lower(lowering, { inputs, output, attributes }) {
    const [source, positions] = inputs as [LazyValue, LazyValue];
    const sizes = attributes.sizes as GatherSizes | undefined;
    if (sizes === undefined && positions.shape.length === 1 && lowering.isChannelsFirst(source)) {
      // Rows and columns of an image that is enlarged between convolutions.
      const operands = [lowering.channelsFirst(source), lowering.plain(positions)];
      const axis = [0, 2, 3, 1][attributes.axis as number]!;
      lowering.defineChannelsFirst(output, lowering.graph.emit('Gather', operands, { axis }));
      return;
    }
    const [x, indices] = [lowering.plain(source), lowering.plain(positions)];
    if (sizes === undefined) {
      lowering.define(output, lowering.graph.emit('Gather', [x, indices], { axis: attributes.axis as number }));
      return;
    }
    const count = util.sizeFromShape([...inputs[1]!.shape]) / sizes[0];
    lowering.define(output, lowering.reshape(emitBatchedGather(lowering, x, indices, { sizes, count }), output.shape));
  },
};

/** batch, axes between, the axis itself, what lies behind it */
type GatherSizes = readonly [number, number, number, number];

/** [batch, outer, count, slice]: each batch's axis is a stretch of one long axis, so its indices are moved by its start. */
function emitBatchedGather(
  lowering: Lowering,
  x: string,
  indices: string,
  { sizes: [batch, outer, size, slice], count }: { readonly sizes: GatherSizes; readonly count: number },
): string {
  const { graph } = lowering;
  const inFront = graph.emit('Transpose', [lowering.reshape(x, [batch, outer, size, slice])], { perm: [0, 2, 1, 3] });
  const rows = lowering.reshape(inFront, [batch * size, outer, slice]);
  const starts = lowering.reshape(graph.ints(Array.from({ length: batch }, (_, b) => b * size)), [batch, 1]);
  const own = graph.emit('Cast', [lowering.reshape(indices, [batch, count])], TO_INT64);
  const taken = graph.emit('Gather', [rows, graph.emit('Add', [own, starts])], { axis: 0 });
  return graph.emit('Transpose', [taken], { perm: [0, 2, 1, 3] });
}

const oneHot: KernelRule = {
  kernel: 'OneHot',
  inputs: ['indices'],
  plan([indices], { depth, onValue = 1, offValue = 0, dtype = 'int32' }) {
    const type = dtype === 'float32' ? 'float32' : 'int32';
    return {
      outputs: [{ shape: [...indices!.shape, depth as number], dtype: type }],
      attributes: { depth, onValue, offValue, dtype: type },
    };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const type = output.dtype === 'float32' ? 'float32' : 'int32';
    const classes = graph.emit('Range', [
      graph.scalar(0, 'int32'),
      graph.scalar(attributes.depth as number, 'int32'),
      graph.scalar(1, 'int32'),
    ]);
    const column = lowering.reshape(lowering.plain(inputs[0]!), [...inputs[0]!.shape, 1]);
    // Written as a comparison: ONNX's OneHot would count negative indices from the end.
    const same = graph.emit('Equal', [column, classes]);
    const [on, off] = [attributes.onValue as number, attributes.offValue as number].map((v) => graph.scalar(v, type));
    lowering.define(output, graph.emit('Where', [same, on!, off!]));
  },
};

/** Sums rows of x into segments; negative segment ids are dropped. */
const unsortedSegmentSum: KernelRule = {
  kernel: 'UnsortedSegmentSum',
  inputs: ['x', 'segmentIds'],
  plan([x, ids], { numSegments }) {
    const shape = [numSegments as number, ...x!.shape.slice(ids!.shape.length)];
    return { outputs: [{ shape, dtype: x!.dtype }], attributes: { numSegments } };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const [x, ids] = inputs;
    const rows = util.sizeFromShape([...ids!.shape]);
    const rest = output.shape.slice(1);
    const segments = attributes.numSegments as number;
    // Row `segments` of the target collects what is dropped and is cut off again.
    const index = lowering.reshape(lowering.plain(ids!), [rows, 1]);
    const drop = graph.emit('Less', [index, graph.scalar(0, 'int32')]);
    const target = graph.emit('Where', [drop, graph.scalar(segments, 'int32'), index]);
    const zeros = graph.emit('Expand', [graph.scalar(0, x!.dtype), graph.ints([segments + 1, ...rest])]);
    const updates = lowering.reshape(lowering.plain(x!), [rows, ...rest]);
    const sums = graph.emit('ScatterND', [zeros, graph.emit('Cast', [target], TO_INT64), updates], {
      reduction: 'add',
    });
    lowering.define(output, graph.emit('Slice', [sums, graph.ints([0]), graph.ints([segments])]));
  },
};

/** Kernels that read or write by index. */
export const indexingRules: readonly KernelRule[] = [gather, oneHot, unsortedSegmentSum];
