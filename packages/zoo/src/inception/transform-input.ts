import { Module } from '@cv/layers';
import { add, mul, type Tensor, tensor } from '@cv/tensor';

/**
 * Takes pictures that are normalised by the mean and standard deviation of ImageNet to those normalised by 0.5 and 0.5, for which the
 * published weights were trained.
 * @source torchvision.models.Inception3._transform_input
 */
export class TransformInput extends Module {
  override readonly kind: string = 'TransformInput';

  /**
   * @param x float32 `[N, H, W, 3]`, `(pixel - mean) / std`.
   * @returns float32 `[N, H, W, 3]`, `(pixel - 0.5) / 0.5`.
   */
  protected override compute(x: Tensor): Tensor {
    const perChannel = (values: readonly number[]) => tensor(Float32Array.from(values), [3]);
    const scale = perChannel([0.229 / 0.5, 0.224 / 0.5, 0.225 / 0.5]);
    const shift = perChannel([(0.485 - 0.5) / 0.5, (0.456 - 0.5) / 0.5, (0.406 - 0.5) / 0.5]);
    return add(mul(x, scale), shift);
  }
}
