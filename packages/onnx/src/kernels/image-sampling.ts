import type { GraphBuilder } from '../graph-builder.ts';
import type { Lowering } from '../lowering.ts';

const TO_INT64 = { to: 7 };

/** Where pictures are read, and what stands outside of them. Names of float32 values that broadcast to [B, height, width]. */
export interface Samples {
  readonly rows: string;
  readonly columns: string;
  /** int64 [B, 1, 1]: which picture of the batch. */
  readonly pictures: string;
  readonly method: 'bilinear' | 'nearest';
  /** What is read outside, [C] or a scalar. */
  readonly fill: string;
}

interface Picture {
  /** [N * H * W, C] */
  readonly pixels: string;
  readonly height: number;
  readonly width: number;
}

function within(g: GraphBuilder, position: string, size: number): string {
  const above = g.emit('GreaterOrEqual', [position, g.scalar(0)]);
  return g.emit('And', [above, g.emit('LessOrEqual', [position, g.scalar(size - 1)])]);
}

/** True, [B, height, width], where both coordinates lie in the picture. */
export function emitInside(g: GraphBuilder, rows: string, columns: string, [height, width]: readonly number[]): string {
  return g.emit('And', [within(g, rows, height!), within(g, columns, width!)]);
}

/** [B, height, width, C]: the pixels at whole coordinates, or the fill outside. */
function emitPixels(g: GraphBuilder, { pixels, height, width }: Picture, samples: Samples): string {
  const clamped = (position: string, size: number): string =>
    g.emit('Cast', [g.emit('Clip', [position, g.scalar(0), g.scalar(size - 1)])], TO_INT64);
  const line = g.emit('Add', [g.emit('Mul', [samples.pictures, g.int(height)]), clamped(samples.rows, height)]);
  const index = g.emit('Add', [g.emit('Mul', [line, g.int(width)]), clamped(samples.columns, width)]);
  const inside = emitInside(g, samples.rows, samples.columns, [height, width]);
  const mask = g.emit('Unsqueeze', [inside, g.ints([-1])]);
  return g.emit('Where', [mask, g.emit('Gather', [pixels, index], { axis: 0 }), samples.fill]);
}

/**
 * Pictures read at any coordinates.
 *
 * @param image name of float32 [N, H, W, C]
 * @returns name of [B, height, width, C]
 */
export function emitSamples(lowering: Lowering, image: string, shape: readonly number[], samples: Samples): string {
  const { graph } = lowering;
  const [n, height, width, channels] = shape as [number, number, number, number];
  const picture = { pixels: lowering.reshape(image, [n * height * width, channels]), height, width };
  const { rows, columns } = samples;
  if (samples.method === 'nearest') {
    // A half goes up, as in JavaScript's Math.round.
    const round = (name: string): string => graph.emit('Floor', [graph.emit('Add', [name, graph.scalar(0.5)])]);
    return emitPixels(graph, picture, { ...samples, rows: round(rows), columns: round(columns) });
  }
  const [top, left] = [graph.emit('Floor', [rows]), graph.emit('Floor', [columns])];
  const next = (name: string): string => graph.emit('Add', [name, graph.scalar(1)]);
  const part = (name: string, floor: string): string =>
    graph.emit('Unsqueeze', [graph.emit('Sub', [name, floor]), graph.ints([-1])]);
  const mix = (a: string, b: string, weight: string): string =>
    graph.emit('Add', [a, graph.emit('Mul', [graph.emit('Sub', [b, a]), weight])]);
  const line = (row: string): string => {
    const at = (column: string): string => emitPixels(graph, picture, { ...samples, rows: row, columns: column });
    return mix(at(left), at(next(left)), part(columns, left));
  };
  return mix(line(top), line(next(top)), part(rows, top));
}
