import { ShapeError, UnsupportedError } from '@cv/tensor/errors';
import { backend_util, util } from '@tensorflow/tfjs-core';
import { type GraphBuilder, NCHWC } from '../graph-builder.ts';
import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { LazyValue, Operation, OperationAttributes } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { shapeText } from '../shape-text.ts';
import { onnxPads } from './conv-geometry.ts';

/** A pooling kernel's windows. */
export interface PoolGeometry {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  /** [top, left, bottom, right] */
  readonly pads: readonly [number, number, number, number];
}

type Attributes = Readonly<Record<string, unknown>>;
type Shape = readonly number[];

/** Output, or input, shape and the geometry of a pooling kernel of tfjs. */
export function planPool(x: Shape, attributes: Attributes, of: 'input' | 'output'): KernelPlan {
  const { filterSize, strides, pad, dimRoundingMode, dataFormat = 'NHWC' } = attributes;
  if (dataFormat !== 'NHWC') throw new UnsupportedError(`pooling: NHWC only, received ${String(dataFormat)}`);
  if (x.length !== 4) throw new ShapeError(`pooling: [N, H, W, C] expected, received ${shapeText(x)}`, { received: x });
  const info = backend_util.computePool2DInfo(
    x as [number, number, number, number],
    filterSize as number,
    strides as number,
    1,
    pad as number,
    dimRoundingMode as 'floor',
  );
  const pads = onnxPads(info);
  return {
    outputs: [{ shape: of === 'input' ? x : info.outShape, dtype: 'float32' }],
    attributes: {
      kernel: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads,
    },
  };
}

const geometryOf = (attributes: OperationAttributes): PoolGeometry => attributes as unknown as PoolGeometry;

function onnxAttributes({ kernel, strides, pads }: PoolGeometry): Record<string, readonly number[]> {
  return { kernel_shape: kernel, strides, pads };
}

/** The operators on blocks have no defaults. */
function blockedAttributes(geometry: PoolGeometry): Record<string, readonly number[]> {
  return { ...onnxAttributes(geometry), dilations: [1, 1] };
}

/** True when windows may lie wholly in the padding, which ONNX does not allow. */
function isWide({ kernel, pads }: PoolGeometry): boolean {
  return pads.some((pad, i) => pad >= kernel[i % 2]!);
}

/** For each window along an axis, how many of its cells lie in the input. */
function cellsInside(size: number, windows: number, axis: 0 | 1, { kernel, strides, pads }: PoolGeometry): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const from = i * strides[axis] - pads[axis];
    return Math.max(0, Math.min(size, from + kernel[axis]) - Math.max(0, from));
  });
}

function lowerWideAvgPool(lowering: Lowering, x: LazyValue, output: LazyValue, geometry: PoolGeometry): void {
  const { graph } = lowering;
  const [, oh, ow] = output.shape as [number, number, number, number];
  const inside = ([axis, windows]: readonly [0 | 1, number]): number[] =>
    cellsInside(x.shape[axis + 1]!, windows, axis, geometry);
  const [rows, columns] = [inside([0, oh]), inside([1, ow])];
  const factors = rows.flatMap((row) => columns.map((column) => 1 / (row * column)));
  const channels = output.shape[3]!;
  // A pool with its padding written out would be put together again by ONNX Runtime; a convolution may have any padding.
  const ones = graph.emit('Expand', [graph.scalar(1), graph.ints([channels, 1, ...geometry.kernel])]);
  const operands = [lowering.channelsFirst(x), ones];
  const sums = graph.emit('Conv', operands, { ...onnxAttributes(geometry), group: channels });
  // A window without cells becomes 0 * infinity, NaN, as in tfjs.
  lowering.defineChannelsFirst(output, graph.emit('Mul', [sums, graph.floats(factors, [oh, ow])]));
}

/** Refuses windows that may lie wholly in the padding. */
export function refuseWide(kernel: string, planned: KernelPlan): KernelPlan {
  const geometry = geometryOf(planned.attributes);
  if (!isWide(geometry)) return planned;
  throw new UnsupportedError(
    `${kernel}: padding ${shapeText(geometry.pads)} must be smaller than the window ${shapeText(geometry.kernel)}`,
    { kernel },
  );
}

/** Names of the maxima and of their indices in the flat [N, C, H, W], both [N, C, OH, OW]. */
export function maxPoolWithIndices(graph: GraphBuilder, x: string, geometry: PoolGeometry): [string, string] {
  return graph.emitMany('MaxPool', 2, [x], onnxAttributes(geometry)) as [string, string];
}

/** ONNX's max pool is for floats: exact up to 2^24. */
function lowerIntegerMaxPool(lowering: Lowering, { inputs, output, attributes }: Operation): void {
  const { graph } = lowering;
  const x = graph.emit('Cast', [lowering.channelsFirst(inputs[0]!)], { to: 1 });
  const y = graph.emit('MaxPool', [x], onnxAttributes(geometryOf(attributes)));
  lowering.defineChannelsFirst(output, graph.emit('Cast', [y], { to: 6 }));
}

const maxPool: KernelRule = {
  kernel: 'MaxPool',
  inputs: ['x'],
  plan([x], attributes) {
    const { outputs, attributes: geometry } = planPool(x!.shape, attributes, 'output');
    return { outputs: [{ ...outputs[0]!, dtype: x!.dtype }], attributes: geometry };
  },
  lower(lowering, operation) {
    const { inputs, output, attributes } = operation;
    if (output.dtype !== 'float32') return lowerIntegerMaxPool(lowering, operation);
    const { graph } = lowering;
    const geometry = geometryOf(attributes);
    if (isWide(geometry)) {
      const [top, left, bottom, right] = geometry.pads;
      const around = graph.ints([0, 0, top, left, 0, 0, bottom, right]);
      const operands = [lowering.channelsFirst(inputs[0]!), around, graph.scalar(Number.NEGATIVE_INFINITY)];
      const x = graph.emit('Pad', operands, { mode: 'constant' });
      const y = graph.emit('MaxPool', [x], onnxAttributes({ ...geometry, pads: [0, 0, 0, 0] }));
      lowering.defineChannelsFirst(output, y);
      return;
    }
    if (lowering.isBlocked(inputs[0]!) && !lowering.hints.poolIndices.has(output)) {
      const y = graph.emit('MaxPool', [lowering.blocked(inputs[0]!)], blockedAttributes(geometry), NCHWC);
      lowering.defineBlocked(output, y);
      return;
    }
    const x = lowering.channelsFirst(inputs[0]!);
    if (lowering.hints.poolIndices.has(output)) {
      const [y, indices] = maxPoolWithIndices(graph, x, geometry);
      lowering.defineChannelsFirst(output, y);
      lowering.extras.set(output, { names: [indices] });
    } else {
      lowering.defineChannelsFirst(output, graph.emit('MaxPool', [x], onnxAttributes(geometry)));
    }
  },
};

/** Names of dy and of the indices of the maxima, both [N, C, OH, OW]. */
function scatterOperands(lowering: Lowering, inputs: readonly LazyValue[], geometry: PoolGeometry): [string, string] {
  const [dy, x, y] = inputs as [LazyValue, LazyValue, LazyValue];
  const indices =
    lowering.extras.get(y)?.names[0] ?? maxPoolWithIndices(lowering.graph, lowering.channelsFirst(x), geometry)[1];
  return [lowering.channelsFirst(dy), indices];
}

/** The gradient goes to the first maximum of each window, as in PyTorch. */
const maxPoolGrad: KernelRule = {
  kernel: 'MaxPoolGrad',
  inputs: ['dy', 'input', 'output'],
  plan: ([, x], attributes) => refuseWide('MaxPoolGrad', planPool(x!.shape, attributes, 'input')),
  prepare({ inputs }, hints) {
    hints.poolIndices.add(inputs[2]!);
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const geometry = geometryOf(attributes);
    const [n, h, w, c] = output.shape as [number, number, number, number];
    const [dy, indices] = scatterOperands(lowering, inputs, geometry);
    const windows = inputs[0]!.shape.slice(1, 3);
    // MaxUnpool writes every value once, so windows must not share cells, and it refuses windows that reach over the border.
    const disjoint = geometry.strides.every((stride, axis) => stride >= geometry.kernel[axis]!);
    const inside = windows.every(
      (count, axis) => (count - 1) * geometry.strides[axis]! + geometry.kernel[axis]! <= [h, w][axis]!,
    );
    if (disjoint && inside) {
      const { kernel_shape, strides } = onnxAttributes(geometry) as Record<string, number[]>;
      const target = graph.ints([n, c, h, w]);
      const dx = graph.emit('MaxUnpool', [dy, indices, target], { kernel_shape: kernel_shape!, strides: strides! });
      lowering.defineChannelsFirst(output, dx);
      return;
    }
    const zeros = graph.emit('Expand', [graph.scalar(0), graph.ints([util.sizeFromShape([n, h, w, c])])]);
    const flat = (name: string): string => lowering.reshape(name, [util.sizeFromShape([...inputs[0]!.shape])]);
    const dx = graph.emit('ScatterElements', [zeros, flat(indices), flat(dy)], { axis: 0, reduction: 'add' });
    lowering.defineChannelsFirst(output, lowering.reshape(dx, [n, c, h, w]));
  },
};

/** Mean over the window's cells that lie inside the input, as in tfjs. */
const avgPool: KernelRule = {
  kernel: 'AvgPool',
  inputs: ['x'],
  plan: ([x], attributes) => planPool(x!.shape, attributes, 'output'),
  lower(lowering, { inputs, output, attributes }) {
    const geometry = geometryOf(attributes);
    if (isWide(geometry)) return lowerWideAvgPool(lowering, inputs[0]!, output, geometry);
    if (lowering.isBlocked(inputs[0]!)) {
      const options = { ...blockedAttributes(geometry), count_include_pad: 0 };
      const y = lowering.graph.emit('AveragePool', [lowering.blocked(inputs[0]!)], options, NCHWC);
      lowering.defineBlocked(output, y);
      return;
    }
    const operands = [lowering.channelsFirst(inputs[0]!)];
    const options = { ...onnxAttributes(geometry), count_include_pad: 0 };
    lowering.defineChannelsFirst(output, lowering.graph.emit('AveragePool', operands, options));
  },
};

/** Every cell of a window gets dy / (kh * kw): right where no window reaches over the border, which is how `@cv/tensor` calls it. */
const avgPoolGrad: KernelRule = {
  kernel: 'AvgPoolGrad',
  inputs: ['dy', 'input'],
  plan: ([, x], attributes) => refuseWide('AvgPoolGrad', planPool(x!.shape, attributes, 'input')),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { kernel, strides, pads } = geometryOf(attributes);
    const [, h, w, c] = output.shape as [number, number, number, number];
    const [, oh, ow] = inputs[0]!.shape as [number, number, number, number];
    const extra = [
      h - ((oh - 1) * strides[0] + kernel[0] - pads[0] - pads[2]),
      w - ((ow - 1) * strides[1] + kernel[1] - pads[1] - pads[3]),
    ];
    const weight = graph.emit('Expand', [graph.scalar(1 / (kernel[0] * kernel[1])), graph.ints([c, 1, ...kernel])]);
    const dx = graph.emit('ConvTranspose', [lowering.channelsFirst(inputs[0]!), weight], {
      kernel_shape: kernel,
      strides,
      pads,
      group: c,
      output_padding: extra,
    });
    lowering.defineChannelsFirst(output, dx);
  },
};

/** 2-D pooling and its gradients. */
export const poolRules: readonly KernelRule[] = [maxPool, maxPoolGrad, avgPool, avgPoolGrad];
