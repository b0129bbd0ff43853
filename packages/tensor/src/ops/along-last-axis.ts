import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

/** Runs `f`, which works along the last axis and keeps the shape, along any axis. */
export function alongLastAxis(x: Tensor, axis: number, f: (x: Tensor) => Tensor): Tensor {
  const last = x.shape.length - 1;
  if (axis === last) return f(x);
  // Swapping two axes is its own inverse.
  const perm = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  return tidy(() => run('Transpose', { x: f(run('Transpose', { x }, { perm })) }, { perm }));
}
