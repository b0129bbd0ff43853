import { NCHWC } from '../graph-builder.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { blockedConvAttributes } from './blocked-conv.ts';

type Vector = string | null;

/** One layout for all the work of a batch norm; vectors are names of shape [C]. */
export interface ChannelView {
  /** Name of `value` in the layout. */
  read(value: LazyValue): string;
  /** Says that `value` is available under `name` in the layout. */
  write(value: LazyValue, name: string): void;
  /** [C]: mean over all axes but the channels. */
  mean(name: string): string;
  /** name * factor + shift, channel by channel, and relu of that if asked for; null stands for 1 and for 0. */
  affine(name: string, factor: Vector, shift: Vector, relu?: boolean): string;
}

function multiplyAdd(
  { graph }: Lowering,
  [name, factor, shift]: readonly [string, Vector, Vector],
  relu = false,
): string {
  const product = factor === null ? name : graph.emit('Mul', [name, factor]);
  const sum = shift === null ? product : graph.emit('Add', [product, shift]);
  return relu ? graph.emit('Relu', [sum]) : sum;
}

function plainView(lowering: Lowering, x: LazyValue): ChannelView {
  const axes = lowering.graph.ints(x.shape.slice(0, -1).map((_, axis) => axis));
  return {
    read: (value) => lowering.plain(value),
    write: (value, name) => lowering.define(value, name),
    mean: (name) => lowering.graph.emit('ReduceMean', [name, axes], { keepdims: 0 }),
    affine: (name, factor, shift, relu) => multiplyAdd(lowering, [name, factor, shift], relu),
  };
}

function channelsFirstView(lowering: Lowering, x: LazyValue): ChannelView {
  const channels = x.shape[3]!;
  const along = (vector: Vector): Vector => (vector === null ? null : lowering.reshape(vector, [channels, 1, 1]));
  return {
    read: (value) => lowering.channelsFirst(value),
    write: (value, name) => lowering.defineChannelsFirst(value, name),
    mean: (name) => lowering.graph.emit('ReduceMean', [name, lowering.graph.ints([0, 2, 3])], { keepdims: 0 }),
    affine: (name, factor, shift, relu) => multiplyAdd(lowering, [name, along(factor), along(shift)], relu),
  };
}

/** In blocks a factor and a shift for each channel are one pass: a depthwise 1 x 1 convolution with a bias. */
function blockedView(lowering: Lowering, x: LazyValue): ChannelView {
  const { graph } = lowering;
  const [n, , , channels] = x.shape as [number, number, number, number];
  return {
    read: (value) => lowering.blocked(value),
    write: (value, name) => lowering.defineBlocked(value, name),
    mean: (name) => {
      const pictures = graph.emit('GlobalAveragePool', [name], {}, NCHWC);
      return graph.emit('ReduceMean', [lowering.reshape(pictures, [n, channels]), graph.ints([0])], { keepdims: 0 });
    },
    affine: (name, factor, shift, relu = false) => {
      const weights = factor === null ? graph.floats(Array.from({ length: channels }, () => 1)) : factor;
      const operands = [name, lowering.reshape(weights, [channels, 1, 1, 1])];
      if (shift !== null) operands.push(shift);
      const attributes = blockedConvAttributes({ kernel: [1, 1], pads: [0, 0, 0, 0], groups: channels, relu });
      return graph.emit('Conv', operands, attributes, NCHWC);
    },
  };
}

/** The view in which `x` is at hand, or blocks where those are possible. */
export function channelView(lowering: Lowering, x: LazyValue): ChannelView {
  if (x.shape.length !== 4) return plainView(lowering, x);
  const blocks = lowering.canBlock(x) && !x.shape.includes(0);
  const elsewhere = lowering.isChannelsFirst(x) && !lowering.isBlocked(x);
  return blocks && !elsewhere ? blockedView(lowering, x) : channelsFirstView(lowering, x);
}
