import { reshape, type Tensor, transpose } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import { Module } from './module.ts';

/**
 * Makes one row of each example, channel by channel: the order that PyTorch's weights after a flatten expect.
 * @source torch.nn.Flatten on a channels-first tensor; ours lies channels last, so it is transposed first.
 * @example
 * ```ts
 * const y = new Flatten().forward(x); // [N, 5, 5, 16] -> [N, 400], value c * 25 + h * 5 + w
 * ```
 */
export class Flatten extends Module {
  override readonly kind: string = 'Flatten';
  /**
   * @param x float32 `[N, ..., C]`.
   * @returns float32 `[N, C * ...]`.
   * @throws ShapeError below rank 2.
   */
  protected override compute(x: Tensor): Tensor {
    const [count, ...rest] = x.shape;
    if (count === undefined || rest.length === 0) {
      throw new ShapeError(`Flatten: input has shape [${x.shape.join()}], expected at least [N, C]`, {
        received: x.shape,
      });
    }
    const length = rest.reduce((product, axis) => product * axis, 1);
    const places = rest.slice(0, -1);
    // One place only: channel by channel is the order already.
    if (places.every((axis) => axis === 1)) return reshape(x, [count, length]);
    const last = x.shape.length - 1;
    return reshape(transpose(x, { perm: [0, last, ...places.map((_, axis) => axis + 1)] }), [count, length]);
  }
}
