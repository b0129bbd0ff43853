import type { Shape } from '../tensor.ts';

/** Shape after reducing the given ascending axes. */
export function reducedShape(shape: Shape, axes: readonly number[], keepDims: boolean): number[] {
  const out: number[] = [];
  let next = 0;
  for (let i = 0; i < shape.length; i++) {
    if (axes[next] === i) {
      next += 1;
      if (keepDims) out.push(1);
    } else {
      out.push(shape[i]!);
    }
  }
  return out;
}
