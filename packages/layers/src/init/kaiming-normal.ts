import { type KaimingOptions, kaimingStd } from './kaiming-std.ts';
import { normal } from './normal.ts';

/**
 * He initialisation, normal: `N(0, (gain / sqrt(fan))^2)`.
 * @param shape PyTorch's layout, `[out, in, ...kernel]`.
 * @returns float32, row-major in that layout: for {@link Parameter.fill}.
 * @throws ShapeError below rank 2; OptionError for an unknown mode or activation.
 * @source torch.nn.init.kaiming_normal_; He et al. 2015, https://arxiv.org/abs/1502.01852
 * @example
 * ```ts
 * conv.weight.fill(kaimingNormal(conv.weight.shape, { rng, mode: 'fanOut', nonlinearity: 'relu' }));
 * ```
 */
export function kaimingNormal(shape: readonly number[], options: KaimingOptions): Float32Array {
  return normal(shape, { rng: options.rng, std: kaimingStd(shape, options) });
}
