import type { GraphBuilder } from '../graph-builder.ts';
import type { KernelRule } from '../kernel-rule.ts';
import { emitSamples } from './image-sampling.ts';

type FillMode = 'constant' | 'reflect' | 'wrap' | 'nearest';

const mul = (g: GraphBuilder, a: string, factor: number): string => g.emit('Mul', [a, g.scalar(factor)]);
const clamp = (g: GraphBuilder, a: string, high: number): string => g.emit('Clip', [a, g.scalar(0), g.scalar(high)]);

/** [dcba|abcd|dcba]: a sawtooth of period 2 * size, its falling half mirrored. */
function reflected(g: GraphBuilder, position: string, size: number): string {
  const periods = g.emit('Floor', [mul(g, position, 1 / (2 * size))]);
  const phase = g.emit('Sub', [position, mul(g, periods, 2 * size)]);
  const falling = g.emit('Sub', [g.scalar(2 * size - 1), phase]);
  return g.emit('Where', [g.emit('Less', [phase, g.scalar(size)]), phase, falling]);
}

/** [abcd|abcd|abcd], counted as TensorFlow does: in steps of size - 1. */
function wrapped(g: GraphBuilder, position: string, size: number): string {
  // Towards zero: positive on both sides.
  const turns = g.emit('Floor', [mul(g, g.emit('Abs', [position]), 1 / (size - 1))]);
  const up = g.emit('Add', [position, mul(g, g.emit('Add', [turns, g.scalar(1)]), size)]);
  const down = g.emit('Sub', [position, mul(g, turns, size)]);
  const above = g.emit('Where', [g.emit('Greater', [position, g.scalar(size - 1)]), down, position]);
  return g.emit('Where', [g.emit('Less', [position, g.scalar(0)]), up, above]);
}

function mapped(g: GraphBuilder, position: string, size: number, mode: FillMode): string {
  if (mode === 'constant') return position;
  if (mode === 'nearest' || size <= 1) return clamp(g, position, size - 1);
  return clamp(g, (mode === 'reflect' ? reflected : wrapped)(g, position, size), size - 1);
}

/** [3, height * width]: x, y and 1 of every pixel. */
function grid(g: GraphBuilder, height: number, width: number): string {
  const count = height * width;
  const numbers = new Float32Array(3 * count).fill(1);
  for (let i = 0; i < count; i++) {
    numbers[i] = i % width;
    numbers[count + i] = Math.floor(i / width);
  }
  return g.initializer('float32', [3, count], numbers);
}

/** Pictures seen through projective maps [a0, a1, a2, b0, b1, b2, c0, c1] from output to input coordinates, as in TensorFlow. */
const transform: KernelRule = {
  kernel: 'Transform',
  inputs: ['image', 'transforms'],
  plan([image], { interpolation, fillMode, fillValue, outputShape }) {
    const [n, height, width, channels] = image!.shape as [number, number, number, number];
    const [outHeight, outWidth] = (outputShape as [number, number] | null | undefined) ?? [height, width];
    return {
      outputs: [{ shape: [n, outHeight, outWidth, channels], dtype: 'float32' }],
      attributes: { size: [outHeight, outWidth], interpolation, fillMode, fill: [fillValue ?? 0].flat().map(String) },
    };
  },
  lower(lowering, { inputs, output, attributes }) {
    const { graph } = lowering;
    const [image, transforms] = inputs.map((input) => lowering.plain(input)) as [string, string];
    const [, height, width] = inputs[0]!.shape as [number, number, number, number];
    const [n, outHeight, outWidth] = output.shape as [number, number, number, number];
    const maps = inputs[1]!.shape[0]!;
    const last = graph.emit('Expand', [graph.scalar(1), graph.ints([maps, 1])]);
    const matrix = lowering.reshape(graph.emit('Concat', [transforms, last], { axis: 1 }), [maps, 3, 3]);
    const points = graph.emit('MatMul', [matrix, grid(graph, outHeight, outWidth)]);
    const parts = graph.emitMany('Split', 3, [points, graph.ints([1, 1, 1])], { axis: 1 });
    const [x, y, depth] = parts.map((name) => lowering.reshape(name, [maps, outHeight, outWidth]));
    const infinite = graph.emit('Equal', [depth!, graph.scalar(0)]);
    const divisor = graph.emit('Where', [infinite, graph.scalar(1), depth!]);
    const mode = attributes.fillMode as FillMode;
    const fill = graph.floats((attributes.fill as string[]).map(Number));
    const samples = emitSamples(lowering, image, inputs[0]!.shape, {
      rows: mapped(graph, graph.emit('Div', [y!, divisor]), height, mode),
      columns: mapped(graph, graph.emit('Div', [x!, divisor]), width, mode),
      pictures: lowering.reshape(graph.ints(Array.from({ length: n }, (_, i) => i)), [n, 1, 1]),
      method: attributes.interpolation as 'bilinear' | 'nearest',
      fill,
    });
    const nowhere = graph.emit('Unsqueeze', [infinite, graph.ints([-1])]);
    lowering.define(output, graph.emit('Where', [nowhere, fill, samples]));
  },
};

export const imageTransformRules: readonly KernelRule[] = [transform];
