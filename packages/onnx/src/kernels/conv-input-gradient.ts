import type { Lowering } from '../lowering.ts';
import type { Convolution } from './conv-geometry.ts';

/** The filter [kh, kw, I/g, O] as [I, O/g, kh, kw], turned by 180 degrees. */
function flipped(
  lowering: Lowering,
  weights: string,
  { geometry: { groups }, shapes: { filter } }: Convolution,
): string {
  const { graph } = lowering;
  const [kh, kw, inner, outer] = filter as [number, number, number, number];
  let name: string;
  if (groups === 1) {
    name = graph.emit('Transpose', [weights], { perm: [2, 3, 0, 1] });
  } else {
    const split = lowering.reshape(weights, [kh, kw, inner, groups, outer / groups]);
    const moved = graph.emit('Transpose', [split], { perm: [3, 2, 4, 0, 1] });
    name = lowering.reshape(moved, [groups * inner, outer / groups, kh, kw]);
  }
  if (kh === 1 && kw === 1) return name;
  const from = graph.ints([kh - 1, kw - 1]);
  const to = graph.ints([-kh - 1, -kw - 1]);
  return graph.emit('Slice', [name, from, to, graph.ints([2, 3]), graph.ints([-1, -1])]);
}

function transposedConv(lowering: Lowering, dy: string, weights: string, { geometry, shapes }: Convolution): string {
  const { strides, pads, dilations, groups } = geometry;
  const extra = ([0, 1] as const).map((axis) => {
    const reach = dilations[axis] * (shapes.filter[axis]! - 1) + 1;
    const covered = (shapes.y[axis + 1]! - 1) * strides[axis] + reach - pads[axis] - pads[axis + 2]!;
    return shapes.x[axis + 1]! - covered;
  });
  const oihw = lowering.graph.emit('Transpose', [weights], { perm: [3, 2, 0, 1] });
  return lowering.graph.emitProduct('ConvTranspose', [dy, oihw], {
    kernel_shape: shapes.filter.slice(0, 2),
    strides,
    pads,
    dilations,
    group: groups,
    output_padding: extra,
  });
}

/** Products of all windows with the filter, summed where windows overlap: one batched matrix product and Col2Im. */
function summedWindows(lowering: Lowering, dy: string, weights: string, { geometry, shapes }: Convolution): string {
  const { graph } = lowering;
  const [kh, kw, inner, outer] = shapes.filter as [number, number, number, number];
  const [n, oh, ow] = shapes.y as [number, number, number, number];
  const byInput = graph.emit('Transpose', [weights], { perm: [2, 0, 1, 3] });
  const matrix = lowering.reshape(byInput, [inner * kh * kw, outer]);
  const windows = graph.emitProduct('MatMul', [matrix, lowering.reshape(dy, [n, outer, oh * ow])]);
  return graph.emit('Col2Im', [windows, graph.ints(shapes.x.slice(1, 3)), graph.ints([kh, kw])], {
    strides: geometry.strides,
    dilations: geometry.dilations,
    pads: geometry.pads,
  });
}

/**
 * Gradient of a convolution's input. Few input channels (up to 16) make the convolution's matrix product too thin, so windows are
 * summed by Col2Im; else at stride 1 a convolution of dy with the filter turned by 180 degrees, and a transposed convolution for
 * other strides.
 *
 * @param dy name of the output's gradient, channels first
 * @param weights name of the filter [kh, kw, I/g, O]
 * @returns name of dx, channels first
 */
export function lowerConvInputGradient(
  lowering: Lowering,
  dy: string,
  weights: string,
  convolution: Convolution,
): string {
  const { strides, pads, dilations, groups } = convolution.geometry;
  const { filter } = convolution.shapes;
  if (groups === 1 && filter[2]! <= 16) return summedWindows(lowering, dy, weights, convolution);
  const back = pads.map((pad, side) => dilations[side % 2]! * (filter[side % 2]! - 1) - pad);
  if (strides[0] !== 1 || strides[1] !== 1 || back.some((pad) => pad < 0)) {
    return transposedConv(lowering, dy, weights, convolution);
  }
  return lowering.graph.emitProduct('Conv', [dy, flipped(lowering, weights, convolution)], {
    kernel_shape: filter.slice(0, 2),
    pads: back,
    dilations,
    group: groups,
  });
}
