import { uniform } from './uniform.ts';
import { type XavierOptions, xavierStd } from './xavier-std.ts';

/**
 * Glorot initialisation, even: `U(-b, b)` with `b = gain * sqrt(6 / (fanIn + fanOut))`.
 * @param shape PyTorch's layout, `[out, in, ...kernel]`.
 * @returns float32, row-major in that layout: for {@link Parameter.fill}.
 * @throws ShapeError below rank 2.
 * @source torch.nn.init.xavier_uniform_; Glorot and Bengio 2010
 * @example
 * ```ts
 * fc.weight.fill(xavierUniform(fc.weight.shape, { rng, gain: calculateGain('tanh') }));
 * ```
 */
export function xavierUniform(shape: readonly number[], options: XavierOptions): Float32Array {
  const bound = Math.sqrt(3) * xavierStd(shape, options);
  return uniform(shape, { rng: options.rng, low: -bound, high: bound });
}
