import { Conv2d, type Conv2dOptions, kaimingNormal } from '@cv/layers';

/** Options of {@link heConv}. */
export interface HeConvOptions extends Omit<Conv2dOptions, 'kernelSize'> {
  /** `fanIn` keeps the variance forward, `fanOut` backward. */
  mode?: 'fanIn' | 'fanOut';
}

/**
 * A square convolution for a relu: padded to keep the size at stride 1, without bias, weights from `N(0, 2 / fan)`.
 * @source He et al. 2015, https://arxiv.org/abs/1502.01852
 */
export function heConv(
  inChannels: number,
  outChannels: number,
  { size, mode = 'fanOut', ...options }: HeConvOptions & { size: number },
): Conv2d {
  const conv = new Conv2d(inChannels, outChannels, {
    kernelSize: size,
    padding: (size - 1) >> 1,
    bias: false,
    ...options,
  });
  const rng = options.rng.split('weight');
  conv.weight.fill(() => kaimingNormal(conv.weight.shape, { rng, mode, nonlinearity: 'relu' }));
  return conv;
}
