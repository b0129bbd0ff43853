import type { Pads } from './window-geometry.ts';

/** Explicit padding as tfjs kernels take it. */
export function tfPads([top, left, bottom, right]: Pads): 'valid' | number[][] {
  if (top + left + bottom + right === 0) return 'valid';
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
