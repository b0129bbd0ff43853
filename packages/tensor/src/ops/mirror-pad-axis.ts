import { ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/**
 * Pads one axis from the tensor's own values, as slices joined: the gradient of tfjs's MirrorPad drops what was mirrored
 * (see `corrections`), the gradients of Slice, Reverse, Tile and Concat do not.
 */
export function mirrorPadAxis(
  x: Tensor,
  axis: number,
  [before, after]: readonly [number, number],
  mode: 'reflect' | 'symmetric' | 'edge',
): Tensor {
  const extent = x.shape[axis]!;
  if (extent === 0) {
    throw new ShapeError(`pad: x ${shapeText(x.shape)} has no value along axis ${axis} to pad with in mode '${mode}'`, {
      op: 'pad',
      shape: x.shape,
      axis,
    });
  }
  const parts = [x];
  if (mode === 'edge') {
    if (before > 0) parts.unshift(repeat(cut(x, axis, 0, 1), axis, before));
    if (after > 0) parts.push(repeat(cut(x, axis, extent - 1, 1), axis, after));
  } else {
    const skip = mode === 'reflect' ? 1 : 0;
    if (before > 0) parts.unshift(reverse(cut(x, axis, skip, before), axis));
    if (after > 0) parts.push(reverse(cut(x, axis, extent - skip - after, after), axis));
  }
  return run('Concat', parts, { axis });
}

function cut(x: Tensor, axis: number, first: number, count: number): Tensor {
  const begin = x.shape.map((_, i) => (i === axis ? first : 0));
  const size = x.shape.map((extent, i) => (i === axis ? count : extent));
  return run('Slice', { x }, { begin, size });
}

function reverse(x: Tensor, axis: number): Tensor {
  return run('Reverse', { x }, { dims: [axis] });
}

function repeat(x: Tensor, axis: number, count: number): Tensor {
  return run('Tile', { x }, { reps: x.shape.map((_, i) => (i === axis ? count : 1)) });
}
