import { resolveAxes } from '../shape/resolve-axes.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface FlipOptions {
  readonly axis: number | readonly number[];
}

/**
 * Reverses the order along axes.
 *
 * @param x any shape, any dtype
 * @param options.axis one axis or several
 * @returns same shape, same dtype
 * @throws OptionError when an axis is out of range or named twice; DisposedError
 * @example
 * ```ts
 * const mirrored = flip(images, { axis: 2 }); // [N, H, W, C], left to right
 * ```
 */
export function flip(x: Tensor, { axis }: FlipOptions): Tensor {
  checkTensor('flip', 'x', x);
  const dims = resolveAxes('flip', axis, x.shape.length);
  return dims.length === 0 ? run('Identity', { x }) : run('Reverse', { x }, { dims });
}
