import type { GraphBuilder } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import { emitInside, emitSamples } from './image-sampling.ts';

/** [B, count]: evenly spaced positions from `from` to `to`, each [B, 1] in parts of the side; one alone stands in the middle. */
function positions(g: GraphBuilder, [from, to]: readonly [string, string], side: number, count: number): string {
  const scaled = (name: string, factor: number): string => g.emit('Mul', [name, g.scalar(factor)]);
  if (count === 1) return scaled(g.emit('Add', [from, to]), 0.5 * (side - 1));
  const step = scaled(g.emit('Sub', [to, from]), (side - 1) / (count - 1));
  const steps = g.emit('Mul', [step, g.floats(Array.from({ length: count }, (_, i) => i))]);
  return g.emit('Add', [scaled(from, side - 1), steps]);
}

/** Boxes [y1, x1, y2, x2], in parts of the picture's sides, each brought to one size; what lies outside is `extrapolationValue`. */
const cropAndResize: KernelRule = {
  kernel: 'CropAndResize',
  inputs: ['image', 'boxes', 'boxInd'],
  plan([image, boxes], { cropSize, method, extrapolationValue }) {
    const [height, width] = cropSize as [number, number];
    const shape = [boxes!.shape[0]!, height, width, image!.shape[3]!];
    return {
      outputs: [{ shape, dtype: 'float32' }],
      attributes: { cropSize, method, extrapolation: String(extrapolationValue) },
    };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const { shape, dtype } = inputs[0]!;
    const [n, height, width] = shape as [number, number, number, number];
    const [count, outHeight, outWidth] = output.shape as [number, number, number, number];
    const [image, boxes, indices] = inputs.map((input) => lowering.plain(input)) as [string, string, string];
    const corners = graph.emitMany('Split', 4, [boxes, graph.ints([1, 1, 1, 1])], { axis: 1 });
    const [y1, x1, y2, x2] = corners as [string, string, string, string];
    const rows = graph.emit('Unsqueeze', [positions(graph, [y1, y2], height, outHeight), graph.ints([2])]);
    const columns = graph.emit('Unsqueeze', [positions(graph, [x1, x2], width, outWidth), graph.ints([1])]);
    const picture = graph.emit('Clip', [indices, graph.scalar(0, 'int32'), graph.scalar(n - 1, 'int32')]);
    const crops = emitSamples(lowering, dtype === 'float32' ? image : graph.emit('Cast', [image], { to: 1 }), shape, {
      rows,
      columns,
      pictures: lowering.reshape(graph.emit('Cast', [picture], { to: 7 }), [count, 1, 1]),
      method: attributes.method === 'nearest' ? 'nearest' : 'bilinear',
      fill: graph.scalar(0),
    });
    const mask = (name: string): string => graph.emit('Unsqueeze', [name, graph.ints([-1])]);
    const inside = mask(emitInside(graph, rows, columns, [height, width]));
    const filled = graph.emit('Where', [inside, crops, graph.scalar(Number(attributes.extrapolation))]);
    // A box of a picture that does not exist stays empty, as in tfjs.
    const exists = lowering.reshape(graph.emit('Equal', [picture, indices]), [count, 1, 1, 1]);
    lowering.define(output, graph.emit('Where', [exists, filled, graph.scalar(0)]));
  },
};

export const cropAndResizeRules: readonly KernelRule[] = [cropAndResize];
