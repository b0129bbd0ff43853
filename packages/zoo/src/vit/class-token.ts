import { Module } from '@cv/layers';
import { reshape, slice, type Tensor } from '@cv/tensor';

/** Takes the first token, which stands for the whole picture: `[N, T, D]` to `[N, D]`. */
export class ClassToken extends Module {
  override readonly kind: string = 'ClassToken';
  protected override compute(x: Tensor): Tensor {
    const [count, , width] = x.shape as [number, number, number];
    return reshape(slice(x, { begin: [0, 0, 0], size: [count, 1, width] }), [count, width]);
  }
}
