import type { Shape } from '../tensor.ts';

/** A shape as it stands in messages: `[1,8,8,2]`. */
export function shapeText(shape: Shape): string {
  return `[${shape.join(',')}]`;
}
