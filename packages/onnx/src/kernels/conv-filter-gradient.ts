import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import type { Convolution } from './conv-geometry.ts';

/**
 * dW as one convolution with batch and channels swapped: x as [I/g, g * N, H, W] filtered with dy as [O, N, OH, OW]; strides and
 * dilations change places. Holds for every geometry.
 */
function swapped(lowering: Lowering, x: LazyValue, dy: LazyValue, { geometry, shapes }: Convolution): string {
  const { graph } = lowering;
  const { strides, pads, dilations, groups } = geometry;
  const [kh, kw, inner] = shapes.filter as [number, number, number, number];
  const [n, h, w] = shapes.x as [number, number, number, number];
  let input = lowering.channelsFirst(x);
  if (groups === 1) {
    input =
      inner === 1 ? lowering.reshape(input, [1, n, h, w]) : graph.emit('Transpose', [input], { perm: [1, 0, 2, 3] });
  } else {
    const split = lowering.reshape(input, [n, groups, inner, h, w]);
    const moved = graph.emit('Transpose', [split], { perm: [2, 1, 0, 3, 4] });
    input = lowering.reshape(moved, [inner, groups * n, h, w]);
  }
  const kernel = graph.emit('Transpose', [lowering.channelsFirst(dy)], { perm: [1, 0, 2, 3] });
  let dw = graph.emitProduct('Conv', [input, kernel], {
    kernel_shape: shapes.y.slice(1, 3),
    strides: dilations,
    pads,
    dilations: strides,
    group: groups,
  });
  // Where the stride leaves a remainder of the input, the swapped convolution has room for more taps than the filter has.
  if (strides[0] > 1 || strides[1] > 1) {
    dw = graph.emit('Slice', [dw, graph.ints([0, 0]), graph.ints([kh, kw]), graph.ints([2, 3])]);
  }
  return graph.emit('Transpose', [dw], { perm: [2, 3, 0, 1] });
}

/** As {@link swapped}, but image by image: N groups, whose partial sums are added. One channel only, so that x needs no transpose. */
function perImage(lowering: Lowering, x: LazyValue, dy: LazyValue, { geometry, shapes }: Convolution): string {
  const { graph } = lowering;
  const [kh, kw, , outer] = shapes.filter as [number, number, number, number];
  const [n, h, w] = shapes.x as [number, number, number, number];
  const [, oh, ow] = shapes.y as [number, number, number, number];
  const input = lowering.reshape(lowering.channelsFirst(x), [1, n, h, w]);
  const kernel = lowering.reshape(lowering.channelsFirst(dy), [n * outer, 1, oh, ow]);
  const parts = graph.emitProduct('Conv', [input, kernel], { kernel_shape: [oh, ow], pads: geometry.pads, group: n });
  const sum = graph.emit('ReduceSum', [lowering.reshape(parts, [n, outer, kh * kw]), graph.ints([0])], { keepdims: 0 });
  return lowering.reshape(graph.emit('Transpose', [sum], { perm: [1, 0] }), [kh, kw, 1, outer]);
}

/** dW as one matrix product: the windows of x as columns [kh * kw * I, N * OH * OW] times dy [O, N * OH * OW] transposed. */
function columns(lowering: Lowering, x: LazyValue, dy: LazyValue, { geometry, shapes }: Convolution): string {
  const { graph } = lowering;
  const { strides, pads, dilations } = geometry;
  const [kh, kw, inner, outer] = shapes.filter as [number, number, number, number];
  const [n, oh, ow] = shapes.y as [number, number, number, number];
  const positions = n * oh * ow;
  const byChannel = (value: LazyValue): string =>
    graph.emit('Transpose', [lowering.channelsFirst(value)], { perm: [1, 0, 2, 3] });
  const target = lowering.reshape(byChannel(dy), [outer, positions]);
  let input = byChannel(x);
  if (pads.some((pad) => pad > 0)) {
    input = graph.emit('Pad', [input, graph.ints([0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]])]);
  }
  const taps: string[] = [];
  for (let p = 0; p < kh; p++) {
    for (let q = 0; q < kw; q++) {
      const begin = [p * dilations[0], q * dilations[1]];
      const end = [begin[0]! + (oh - 1) * strides[0] + 1, begin[1]! + (ow - 1) * strides[1] + 1];
      const operands = [begin, end, [2, 3], strides].map((values) => graph.ints(values));
      const whole = kh === 1 && kw === 1 && strides[0] === 1 && strides[1] === 1 && pads.every((pad) => pad === 0);
      const tap = whole ? input : graph.emit('Slice', [input, ...operands]);
      taps.push(lowering.reshape(tap, [inner, positions]));
    }
  }
  const all = taps.length === 1 ? taps[0]! : graph.emit('Concat', taps, { axis: 0 });
  const dw = graph.emitProduct('Gemm', [all, target], { transB: 1 });
  return lowering.reshape(dw, [kh, kw, inner, outer]);
}

/**
 * Gradient of a convolution's filter.
 *
 * Rule: one channel at stride 1 goes image by image; groups, or few channels (I/g * O <= 256), take the swapped convolution, whose window columns never leave the cache; else one
 * product over all windows.
 *
 * @returns name of dW as [kh, kw, I/g, O]
 */
export function lowerConvFilterGradient(
  lowering: Lowering,
  x: LazyValue,
  dy: LazyValue,
  convolution: Convolution,
): string {
  const [, , inner, outer] = convolution.shapes.filter as [number, number, number, number];
  const { strides, dilations, groups } = convolution.geometry;
  const unit = [...strides, ...dilations].every((step) => step === 1);
  if (groups === 1 && inner === 1 && unit) return perImage(lowering, x, dy, convolution);
  const useSwapped = groups > 1 || inner * outer <= 256;
  return useSwapped ? swapped(lowering, x, dy, convolution) : columns(lowering, x, dy, convolution);
}
