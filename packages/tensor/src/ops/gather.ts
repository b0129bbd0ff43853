import { resolveAxis } from '../shape/resolve-axes.ts';
import type { DType, Tensor } from '../tensor.ts';
import { checkTensor, INT } from '../tfjs/check.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';

export interface GatherOptions {
  readonly axis?: number;
}

/**
 * Picks entries along an axis by index; an index may occur many times (its gradients add up).
 *
 * @param x rank >= 1, any dtype
 * @param indices int32, any shape, each in 0..extent-1. The values are not checked: they may not be computed yet.
 * @param options.axis default 0
 * @returns x's shape with the axis replaced by the shape of indices, x's dtype
 * @throws OptionError when the axis is out of range; DTypeError when indices are not int32; DisposedError
 * @example
 * ```ts
 * const rows = gather(table, tensor([3, 1], [2], 'int32'));
 * ```
 */
export function gather(x: Tensor, indices: Tensor, { axis = 0 }: GatherOptions = {}): Tensor {
  checkTensor('gather', 'x', x);
  checkTensor('gather', 'indices', indices, INT);
  const resolved = resolveAxis('gather', axis, x.shape.length);
  const shape = [...x.shape.slice(0, resolved), ...indices.shape, ...x.shape.slice(resolved + 1)];
  // Nothing to pick: tfjs wasm gives another shape.
  if (shape.includes(0)) return fill(shape, 0, x.dtype as DType);
  return run('GatherV2', { x, indices }, { axis: resolved, batchDims: 0 });
}
