import type { Shape, Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/** Sums a gradient of a broadcast result over the axes along which an operand was repeated. Always a new tensor. */
export function sumToShape(dy: Tensor, shape: Shape): Tensor {
  const missing = dy.shape.length - shape.length;
  const axes: number[] = [];
  for (let i = 0; i < dy.shape.length; i++) {
    if (i < missing || (shape[i - missing] === 1 && dy.shape[i] !== 1)) axes.push(i);
  }
  const summed = axes.length === 0 ? dy : run('Sum', { x: dy }, { axis: axes, keepDims: false });
  return run('Reshape', { x: summed }, { shape });
}

/** Repeats a reduced gradient over the reduced axes. Always a new tensor. */
export function repeatOverAxes(dy: Tensor, shape: Shape, axes: readonly number[]): Tensor {
  const reps = shape.map((extent, i) => (axes.includes(i) ? extent : 1));
  return run('Tile', { x: run('Reshape', { x: dy }, { shape: keptShape(shape, axes) }) }, { reps });
}

/** A shape with the reduced axes kept as 1. */
export function keptShape(shape: Shape, axes: readonly number[]): number[] {
  return shape.map((extent, i) => (axes.includes(i) ? 1 : extent));
}

/** The axes of a reduction as its kernel got them: one, several, or none for all. */
export function reducedAxes(axis: unknown, rank: number): number[] {
  if (typeof axis === 'number') return [axis < 0 ? axis + rank : axis];
  if (Array.isArray(axis)) return axis.map((one: number) => (one < 0 ? one + rank : one));
  return Array.from({ length: rank }, (_, i) => i);
}
