import { normal } from './normal.ts';
import { type XavierOptions, xavierStd } from './xavier-std.ts';

/**
 * Glorot initialisation, normal: `N(0, gain^2 * 2 / (fanIn + fanOut))`.
 * @param shape PyTorch's layout, `[out, in, ...kernel]`.
 * @returns float32, row-major in that layout: for {@link Parameter.fill}.
 * @throws ShapeError below rank 2.
 * @source torch.nn.init.xavier_normal_; Glorot and Bengio 2010
 * @example
 * ```ts
 * fc.weight.fill(xavierNormal(fc.weight.shape, { rng }));
 * ```
 */
export function xavierNormal(shape: readonly number[], options: XavierOptions): Float32Array {
  return normal(shape, { rng: options.rng, std: xavierStd(shape, options) });
}
