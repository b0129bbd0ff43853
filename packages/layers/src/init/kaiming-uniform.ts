import { type KaimingOptions, kaimingStd } from './kaiming-std.ts';
import { uniform } from './uniform.ts';

/**
 * He initialisation, even: `U(-b, b)` with `b = gain * sqrt(3 / fan)`.
 * @param shape PyTorch's layout, `[out, in, ...kernel]`.
 * @returns float32, row-major in that layout: for {@link Parameter.fill}.
 * @throws ShapeError below rank 2; OptionError for an unknown mode or activation.
 * @source torch.nn.init.kaiming_uniform_; He et al. 2015, https://arxiv.org/abs/1502.01852
 * @example
 * ```ts
 * conv.weight.fill(kaimingUniform(conv.weight.shape, { rng, nonlinearity: 'relu' }));
 * ```
 */
export function kaimingUniform(shape: readonly number[], options: KaimingOptions): Float32Array {
  const bound = Math.sqrt(3) * kaimingStd(shape, options);
  return uniform(shape, { rng: options.rng, low: -bound, high: bound });
}
