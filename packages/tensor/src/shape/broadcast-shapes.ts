import { ShapeError } from '../errors.ts';
import type { Shape } from '../tensor.ts';
import { shapeText } from './shape-text.ts';

/** The shape two operands broadcast to: aligned at the last axis, extents equal or 1. */
export function broadcastShapes(op: string, a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  const out = Array.from({ length: rank }, () => 1);
  for (let i = 1; i <= rank; i++) {
    const extentA = a[a.length - i] ?? 1;
    const extentB = b[b.length - i] ?? 1;
    if (extentA !== extentB && extentA !== 1 && extentB !== 1) {
      throw new ShapeError(
        `${op}: shapes ${shapeText(a)} and ${shapeText(b)} do not broadcast: axis -${i} is ${extentA} and ${extentB}, expected equal or 1`,
        { op, a, b, axis: -i },
      );
    }
    out[rank - i] = extentA === 1 ? extentB : extentA;
  }
  return out;
}
