import { resolveAxis } from '../shape/resolve-axes.ts';
import { shapeSize } from '../shape/shape-size.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface FlattenOptions {
  readonly startAxis?: number;
}

/**
 * Joins the axes from `startAxis` on into one.
 *
 * @param x any shape, any dtype; a scalar becomes `[1]`
 * @param options.startAxis default 0
 * @returns rank startAxis + 1, same dtype
 * @throws OptionError when the axis is out of range; DisposedError
 * @source torch.flatten
 * @example
 * ```ts
 * const features = flatten(x, { startAxis: 1 }); // [N, H, W, C] -> [N, H * W * C]
 * ```
 */
export function flatten(x: Tensor, { startAxis = 0 }: FlattenOptions = {}): Tensor {
  checkTensor('flatten', 'x', x);
  const { shape } = x;
  const first = shape.length === 0 ? 0 : resolveAxis('flatten', startAxis, shape.length);
  return run('Reshape', { x }, { shape: [...shape.slice(0, first), shapeSize(shape.slice(first))] });
}
