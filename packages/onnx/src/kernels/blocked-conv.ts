import { NCHWC } from '../graph-builder.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import type { AttributeValue } from '../onnx-graph.ts';
import type { Convolution } from './conv-geometry.ts';

/** Attributes of a blocked convolution node. */
export interface BlockedConvAttributes {
  readonly kernel: readonly number[];
  readonly strides?: readonly number[];
  readonly pads: readonly number[];
  readonly dilations?: readonly number[];
  readonly groups?: number;
  /** Relu on the result. */
  readonly relu?: boolean;
}

/** The operators on blocks have no defaults. */
export function blockedConvAttributes({
  kernel,
  strides = [1, 1],
  pads,
  dilations = [1, 1],
  groups = 1,
  relu = false,
}: BlockedConvAttributes): Record<string, AttributeValue> {
  const activation = relu ? { activation: 'Relu' } : {};
  return { kernel_shape: kernel, strides, pads, dilations, group: groups, ...activation };
}

/** A node of ONNX Runtime's blocked convolution, with the factors in the policy's precision. */
export function emitBlockedConv(
  lowering: Lowering,
  operands: readonly string[],
  convolution: BlockedConvAttributes,
): string {
  const attributes = blockedConvAttributes(convolution);
  return lowering.graph.emitProduct('Conv', operands, attributes, NCHWC);
}

/** So few channels stay channels first: the runtime takes such input as it is, and in the filter's gradient each is an image of its own. */
export const FEW_CHANNELS = 4;

function isDepthwise({ geometry: { groups }, shapes }: Convolution): boolean {
  return groups > 1 && groups === shapes.x[3] && groups === shapes.y[3];
}

/** True when the forward convolution can run on blocks of channels. */
export function canBlockConv({ block }: Lowering, convolution: Convolution): boolean {
  const { geometry, shapes } = convolution;
  const [inner, outer] = [shapes.x[3]!, shapes.y[3]!];
  if (block === 0 || outer % block !== 0 || shapes.y.includes(0)) return false;
  if (geometry.groups > 1) return isDepthwise(convolution);
  return inner % block === 0 || inner <= FEW_CHANNELS;
}

/** The filter [kh, kw, I/g, O] in the order that blocked convolutions read: [O/B, I/B, kh, kw, Bi, Bo], or [O/B, I, kh, kw, Bo]. */
function blockedFilter(lowering: Lowering, weights: string, filter: readonly number[]): string {
  const { graph, block } = lowering;
  const [kh, kw, inner, outer] = filter as [number, number, number, number];
  const wide = inner % block === 0;
  const split = wide ? [kh, kw, inner / block, block, outer / block, block] : [kh, kw, inner, outer / block, block];
  const moved = graph.emit('Transpose', [lowering.reshape(weights, split)], {
    perm: wide ? [4, 2, 0, 1, 3, 5] : [3, 2, 0, 1, 4],
  });
  return lowering.reshape(moved, [outer, inner, kh, kw]);
}

/**
 * Forward convolution on blocks of channels.
 *
 * @param operands names of the filter [kh, kw, I/g, O] and, if any, of the bias [O]
 * @param relu whether a relu follows at once
 * @returns name of the result in blocks
 */
export function lowerBlockedConv(
  lowering: Lowering,
  x: LazyValue,
  operands: readonly string[],
  { geometry: { strides, pads, dilations, groups }, shapes }: Convolution,
  relu: boolean,
): string {
  const [weights, ...bias] = operands as [string, ...string[]];
  const input = lowering.canBlock(x) ? lowering.blocked(x) : lowering.channelsFirst(x);
  const filter = blockedFilter(lowering, weights, shapes.filter);
  const kernel = shapes.filter.slice(0, 2);
  return emitBlockedConv(lowering, [input, filter, ...bias], { kernel, strides, pads, dilations, groups, relu });
}
