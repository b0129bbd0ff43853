import { NCHWC } from '../graph-builder.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { emitBlockedConv, FEW_CHANNELS } from './blocked-conv.ts';
import type { Convolution } from './conv-geometry.ts';

/** True when the filter's gradient can run on blocks: the batch plays the channels, and is filled up to whole blocks. */
export function canBlockFilterGradient({ block }: Lowering, { geometry, shapes }: Convolution): boolean {
  const [inner, outer] = [shapes.x[3]!, shapes.y[3]!];
  if (block === 0 || geometry.groups > 1 || outer % block !== 0 || shapes.y.includes(0)) return false;
  if (geometry.dilations.some((dilation) => dilation !== 1)) return false;
  return shapes.x[0]! >= block / 2 && (inner % block === 0 || inner <= FEW_CHANNELS);
}

/** Zeros that x needs so that exactly the windows of the filter's taps fit; negative where x has positions that no window reaches. */
function padsOf({ geometry: { strides, pads }, shapes }: Convolution): [number, number, number, number] {
  const end = (axis: 0 | 1): number =>
    (shapes.y[axis + 1]! - 1) * strides[axis] + shapes.filter[axis]! - shapes.x[axis + 1]! - pads[axis];
  return [pads[0], pads[1], end(0), end(1)];
}

/** A batch whose size is a multiple of the block. */
function wholeBlocks(batch: number, block: number): number {
  return Math.ceil(batch / block) * block;
}

/** dy as the filter of the convolution: [O/B, N/B, OH, OW, Bn, Bo]. */
function gradientAsFilter(lowering: Lowering, dy: LazyValue, { shapes }: Convolution): string {
  const { graph, block } = lowering;
  const [n, oh, ow, outer] = shapes.y as [number, number, number, number];
  const batch = wholeBlocks(n, block);
  let source = lowering.blocked(dy);
  if (batch > n) source = graph.emit('Pad', [source, graph.ints([0, 0, 0, 0, batch - n, 0, 0, 0])]);
  const split = lowering.reshape(source, [batch / block, block, outer / block, oh * ow, block]);
  return lowering.reshape(graph.emit('Transpose', [split], { perm: [2, 0, 3, 1, 4] }), [outer, batch, oh, ow]);
}

/**
 * x as the input of the convolution, batch as channels: images [H, W * B] for each block of channels, its B channels side by side
 * along the width. A kernel dilated by B along the width then meets one channel at a time, and each row of results holds all
 * B channels of all horizontal taps: many results a row, so that the convolution uses its registers.
 */
function wideImages(lowering: Lowering, x: LazyValue, { shapes }: Convolution, pads: readonly number[]): string {
  const { graph, block } = lowering;
  const [n, h, w, inner] = shapes.x as [number, number, number, number];
  const [batch, blocks] = [wholeBlocks(n, block), inner / block];
  let source = lowering.reshape(lowering.blocked(x), [n, blocks * h, w, block]);
  if (batch > n || pads[1] !== 0 || pads[3] !== 0) {
    source = graph.emit('Pad', [source, graph.ints([0, 0, pads[1]!, 0, batch - n, 0, pads[3]!, 0])]);
  }
  const width = (w + pads[1]! + pads[3]!) * block;
  const groups = batch / block;
  const split = lowering.reshape(source, [groups, block, blocks * h * width]);
  let moved = graph.emit('Transpose', [split], { perm: [0, 2, 1] });
  if (groups > 1 && blocks > 1) {
    const whole = lowering.reshape(moved, [groups, blocks, h * width * block]);
    moved = graph.emit('Transpose', [whole], { perm: [1, 0, 2] });
  }
  return lowering.reshape(moved, [blocks, batch, h, width]);
}

/** x with few channels as the input of the convolution: one image a channel, the batch as its channels. */
function thinImages(lowering: Lowering, x: LazyValue, { shapes }: Convolution, pads: readonly number[]): string {
  const { graph, block } = lowering;
  const [n, h, w, inner] = shapes.x as [number, number, number, number];
  const batch = wholeBlocks(n, block);
  const first = lowering.channelsFirst(x);
  let source =
    inner === 1 ? lowering.reshape(first, [1, n, h, w]) : graph.emit('Transpose', [first], { perm: [1, 0, 2, 3] });
  if (batch > n || pads[1] !== 0 || pads[3] !== 0) {
    source = graph.emit('Pad', [source, graph.ints([0, 0, 0, pads[1]!, 0, batch - n, 0, pads[3]!])]);
  }
  return graph.emit('ReorderInput', [source], {}, NCHWC);
}

/**
 * Gradient of a convolution's filter as one convolution on blocks: the batch plays the channels, dy the filter, and strides become
 * dilations.
 *
 * @returns name of dW as [kh, kw, I, O]
 */
export function lowerBlockedFilterGradient(
  lowering: Lowering,
  x: LazyValue,
  dy: LazyValue,
  convolution: Convolution,
): string {
  const { graph, block } = lowering;
  const [kh, kw, inner, outer] = convolution.shapes.filter as [number, number, number, number];
  const [sh, sw] = convolution.geometry.strides;
  const pads = padsOf(convolution);
  const wide = inner % block === 0;
  let images = (wide ? wideImages : thinImages)(lowering, x, convolution, pads);
  if (pads[2] < 0) {
    // Rows that no window reaches.
    images = cutRows(lowering, images, convolution, pads);
  }
  const y = emitBlockedConv(lowering, [images, gradientAsFilter(lowering, dy, convolution)], {
    kernel: convolution.shapes.y.slice(1, 3),
    pads: [pads[0], 0, Math.max(0, pads[2]), 0],
    dilations: [sh, wide ? sw * block : sw],
  });
  // Blocked memory [I/B, O/B, kh, kw, Bi, Bo], or [I, O/B, kh, kw, Bo].
  const split = wide
    ? lowering.reshape(y, [inner / block, outer / block, kh, kw, block, block])
    : lowering.reshape(y, [inner, outer / block, kh, kw, block]);
  const perm = wide ? [2, 3, 0, 4, 1, 5] : [2, 3, 0, 1, 4];
  return lowering.reshape(graph.emit('Transpose', [split], { perm }), [kh, kw, inner, outer]);
}

/** Drops the last -pads[2] rows of blocked images. */
function cutRows(lowering: Lowering, images: string, { shapes }: Convolution, pads: readonly number[]): string {
  const { graph, block } = lowering;
  const [n, h, w, inner] = shapes.x as [number, number, number, number];
  const batch = wholeBlocks(n, block);
  const wide = inner % block === 0;
  const [count, width] = [wide ? inner / block : inner, (w + pads[1]! + pads[3]!) * (wide ? block : 1)];
  const rows = lowering.reshape(images, [(count * batch) / block, h, width * block]);
  const cut = graph.emit('Pad', [rows, graph.ints([0, 0, 0, 0, pads[2]!, 0])]);
  return lowering.reshape(cut, [count, batch, h + pads[2]!, width]);
}
