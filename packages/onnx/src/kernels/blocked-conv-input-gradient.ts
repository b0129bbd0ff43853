import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { emitBlockedConv } from './blocked-conv.ts';
import type { Convolution } from './conv-geometry.ts';

/** The part of one axis of dx whose positions leave the same remainder when divided by the stride. */
interface Phase {
  /** First position in dx. */
  readonly first: number;
  /** Taps of the filter that reach it, in the order in which a convolution of dy needs them. */
  readonly taps: readonly number[];
  /** Zeros before and after dy. */
  readonly pads: readonly [number, number];
}

interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly out: number;
  readonly stride: number;
  readonly before: number;
}

/**
 * dx[r] is the sum of dy[i] * w[p] over i * stride + p = r + before: for each remainder of r + before, a convolution of dy at stride 1 with
 * every stride-th tap, turned around. Phases are as long as the longest; what is too much is cut off later.
 */
function phasesOf({ size, kernel, out, stride, before }: Axis): Phase[] {
  const length = Math.ceil(size / stride);
  return Array.from({ length: stride }, (_, first) => {
    const remainder = (first + before) % stride;
    const start = (first + before - remainder) / stride;
    const taps = Array.from(
      { length: Math.max(0, Math.ceil((kernel - remainder) / stride)) },
      (_, j) => remainder + j * stride,
    );
    const lead = taps.length - 1 - start;
    return { first, taps: taps.reverse(), pads: [lead, length - out - lead + taps.length - 1] as const };
  });
}

function axesOf({ geometry: { strides, pads }, shapes }: Convolution): [Axis, Axis] {
  const axis = (i: 0 | 1): Axis => ({
    size: shapes.x[i + 1]!,
    kernel: shapes.filter[i]!,
    out: shapes.y[i + 1]!,
    stride: strides[i],
    before: pads[i],
  });
  return [axis(0), axis(1)];
}

/** True when the input's gradient can run on blocks of channels. */
export function canBlockInputGradient({ block }: Lowering, convolution: Convolution): boolean {
  const { geometry, shapes } = convolution;
  if (block === 0 || geometry.groups > 1 || shapes.y.includes(0)) return false;
  if (shapes.x[3]! % block !== 0 || shapes.y[3]! % block !== 0) return false;
  if (geometry.strides.every((stride) => stride === 1)) return stride1Pads(convolution).every((pad) => pad >= 0);
  if (geometry.dilations.some((dilation) => dilation !== 1)) return false;
  return axesOf(convolution).every((axis) =>
    phasesOf(axis).every(({ taps, pads }) => taps.length > 0 && pads.every((pad) => pad >= 0)),
  );
}

function stride1Pads({ geometry: { pads, dilations }, shapes: { filter } }: Convolution): number[] {
  return pads.map((pad, side) => dilations[side % 2]! * (filter[side % 2]! - 1) - pad);
}

/** From the filter as [taps, O, I], the chosen taps in the blocked order with input and output channels swapped. */
function turnedFilter(
  lowering: Lowering,
  byTap: string,
  taps: readonly number[],
  [kh, kw, inner, outer]: readonly [number, number, number, number],
): string {
  const { graph, block } = lowering;
  const chosen = graph.emit('Gather', [byTap, graph.ints(taps)], { axis: 0 });
  const split = lowering.reshape(chosen, [kh, kw, outer / block, block, inner / block, block]);
  return lowering.reshape(graph.emit('Transpose', [split], { perm: [4, 2, 0, 1, 3, 5] }), [inner, outer, kh, kw]);
}

/**
 * Gradient of a convolution's input on blocks of channels: one convolution of dy at stride 1, else one for each remainder of the
 * positions by the stride, whose results are put together like the cells of a chessboard.
 *
 * @param weights name of the filter [kh, kw, I, O]
 * @returns name of dx in blocks
 */
export function lowerBlockedInputGradient(
  lowering: Lowering,
  dy: LazyValue,
  weights: string,
  convolution: Convolution,
): string {
  const { graph } = lowering;
  const [kh, kw, inner, outer] = convolution.shapes.filter as [number, number, number, number];
  const byTap = graph.emit('Transpose', [lowering.reshape(weights, [kh * kw, inner, outer])], { perm: [0, 2, 1] });
  const operand = lowering.blocked(dy);
  if (convolution.geometry.strides.every((stride) => stride === 1)) {
    const taps = Array.from({ length: kh * kw }, (_, i) => kh * kw - 1 - i);
    return emitBlockedConv(lowering, [operand, turnedFilter(lowering, byTap, taps, [kh, kw, inner, outer])], {
      kernel: [kh, kw],
      pads: stride1Pads(convolution),
      dilations: convolution.geometry.dilations,
    });
  }
  const [rows, columns] = axesOf(convolution).map(phasesOf) as [Phase[], Phase[]];
  const cells = rows.map((row) =>
    columns.map((column) => {
      const taps = row.taps.flatMap((p) => column.taps.map((q) => p * kw + q));
      const shape = [row.taps.length, column.taps.length, inner, outer] as const;
      return emitBlockedConv(lowering, [operand, turnedFilter(lowering, byTap, taps, shape)], {
        kernel: shape.slice(0, 2),
        pads: [row.pads[0], column.pads[0], row.pads[1], column.pads[1]],
      });
    }),
  );
  return interleave(lowering, cells, convolution);
}

function interleave(lowering: Lowering, cells: readonly string[][], { geometry, shapes }: Convolution): string {
  const { graph, block } = lowering;
  const [n, h, w, c] = shapes.x as [number, number, number, number];
  const [sh, sw] = geometry.strides;
  const [height, width] = [Math.ceil(h / sh), Math.ceil(w / sw)];
  const lines = (n * c * height) / block;
  const rows = cells.map((row) => {
    const parts = row.map((cell) => lowering.reshape(cell, [lines, width, 1, block]));
    const joined = parts.length === 1 ? parts[0]! : graph.emit('Concat', parts, { axis: 2 });
    return lowering.reshape(joined, [lines, 1, width * sw * block]);
  });
  const joined = rows.length === 1 ? rows[0]! : graph.emit('Concat', rows, { axis: 1 });
  const whole = [height * sh, width * sw];
  if (whole[0] === h && whole[1] === w) return lowering.reshape(joined, [n, c, h, w]);
  const planes = lowering.reshape(joined, [(n * c) / block, whole[0]!, whole[1]!, block]);
  const cut = graph.ints([0, 0, 0, 0, 0, h - whole[0]!, w - whole[1]!, 0]);
  return lowering.reshape(graph.emit('Pad', [planes, cut]), [n, c, h, w]);
}
