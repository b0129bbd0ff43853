import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { DeviceDType, LazyValue, OperationAttributes, ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

/** Where the pixels of a resized picture lie in the old one; without either, they share the upper left corner. */
interface Alignment {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

function planForward([x]: readonly ValueSpec[], attributes: OperationAttributes, dtype: DeviceDType): KernelPlan {
  const { size, alignCorners = false, halfPixelCenters = false } = attributes;
  const [n, , , channels] = x!.shape as [number, number, number, number];
  const shape = [n, ...(size as [number, number]), channels];
  return { outputs: [{ shape, dtype }], attributes: { size, alignCorners, halfPixelCenters } };
}

function planGradient([, x]: readonly ValueSpec[], attributes: OperationAttributes): KernelPlan {
  const { alignCorners = false, halfPixelCenters = false } = attributes;
  return { outputs: [{ shape: x!.shape, dtype: 'float32' }], attributes: { alignCorners, halfPixelCenters } };
}

/** Ratio of the steps in the old picture to those in the new one. */
function stepRatio(from: number, to: number, { alignCorners }: Alignment): number {
  return alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
}

/** For each of the `to` new positions, the nearest of the `from` old ones, rounded as tfjs rounds. */
function nearestPositions(from: number, to: number, alignment: Alignment): number[] {
  const ratio = stepRatio(from, to, alignment);
  const offset = alignment.halfPixelCenters ? 0.5 : 0;
  const round = alignment.alignCorners ? Math.round : Math.floor;
  return Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.max(0, round(ratio * (i + offset)))));
}

/** [to, from]: the weights of the old positions in each new one. */
function weights(kind: 'bilinear' | 'nearest', from: number, to: number, alignment: Alignment): Float32Array {
  const matrix = new Float32Array(to * from);
  if (kind === 'nearest') {
    nearestPositions(from, to, alignment).forEach((position, i) => {
      matrix[i * from + position] = 1;
    });
    return matrix;
  }
  const ratio = stepRatio(from, to, alignment);
  for (let i = 0; i < to; i++) {
    const source = alignment.halfPixelCenters ? Math.max(0, ratio * (i + 0.5) - 0.5) : ratio * i;
    const low = Math.min(from - 1, Math.floor(source));
    const high = Math.min(from - 1, low + 1);
    matrix[i * from + low]! += 1 - (source - low);
    matrix[i * from + high]! += source - low;
  }
  return matrix;
}

const bilinear: KernelRule = {
  kernel: 'ResizeBilinear',
  inputs: ['images'],
  plan: (inputs, attributes) => planForward(inputs, attributes, 'float32'),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const x = lowering.channelsFirst(inputs[0]!);
    const operand = inputs[0]!.dtype === 'float32' ? x : graph.emit('Cast', [x], { to: 1 });
    const [n, height, width, channels] = output.shape as [number, number, number, number];
    const { alignCorners, halfPixelCenters } = attributes as unknown as Alignment;
    const mode = alignCorners ? 'align_corners' : halfPixelCenters ? 'half_pixel' : 'asymmetric';
    const y = graph.emit('Resize', [operand, '', '', graph.ints([n, channels, height, width])], {
      mode: 'linear',
      coordinate_transformation_mode: mode,
    });
    lowering.defineChannelsFirst(output, y);
  },
};

const nearest: KernelRule = {
  kernel: 'ResizeNearestNeighbor',
  inputs: ['images'],
  plan: (inputs, attributes) => planForward(inputs, attributes, inputs[0]!.dtype),
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const x = inputs[0]!;
    const first = lowering.isChannelsFirst(x);
    const pick = (name: string, axis: 1 | 2): string => {
      const index = nearestPositions(x.shape[axis]!, output.shape[axis]!, attributes as unknown as Alignment);
      return graph.emit('Gather', [name, graph.ints(index)], { axis: first ? axis + 1 : axis });
    };
    const y = pick(pick(first ? lowering.channelsFirst(x) : lowering.plain(x), 1), 2);
    if (first) lowering.defineChannelsFirst(output, y);
    else lowering.define(output, y);
  },
};

/** Resizing is a matrix along each side, so its gradient is the transposed ones: exact for every alignment. */
function lowerGradient(
  lowering: Lowering,
  kind: 'bilinear' | 'nearest',
  dy: LazyValue,
  output: LazyValue,
  a: Alignment,
): void {
  const { graph } = lowering;
  const side = (axis: 1 | 2): string => {
    const [from, to] = [output.shape[axis]!, dy.shape[axis]!];
    return graph.initializer('float32', [to, from], weights(kind, from, to, a));
  };
  const rows = graph.emit('Transpose', [side(1)], { perm: [1, 0] });
  const tall = graph.emit('MatMul', [rows, lowering.channelsFirst(dy)]);
  lowering.defineChannelsFirst(output, graph.emit('MatMul', [tall, side(2)]));
}

function gradient(kernel: string, kind: 'bilinear' | 'nearest'): KernelRule {
  return {
    kernel,
    inputs: ['dy', 'images'],
    plan: planGradient,
    lower(lowering, { inputs, output, attributes }) {
      lowerGradient(lowering, kind, inputs[0]!, output, attributes as unknown as Alignment);
    },
  };
}

/** Pictures brought to another size, and the gradients. */
export const resizeRules: readonly KernelRule[] = [
  bilinear,
  gradient('ResizeBilinearGrad', 'bilinear'),
  nearest,
  gradient('ResizeNearestNeighborGrad', 'nearest'),
];
