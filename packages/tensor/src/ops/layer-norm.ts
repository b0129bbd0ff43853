import { ShapeError } from '../errors.ts';
import { CvLayerNorm, CvLayerNormGrad } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, checkVector, FLOAT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { customGradient } from '../tfjs/custom-gradient.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { runCvMany } from '../tfjs/run-cv.ts';
import { tidy } from '../tfjs/tidy.ts';

export interface LayerNormOptions {
  readonly scale?: Tensor | undefined;
  readonly offset?: Tensor | undefined;
  readonly epsilon?: number;
}

/**
 * Normalises each vector along the last axis.
 *
 * y = (x - mean(x)) / sqrt(variance(x) + epsilon) * scale + offset
 *
 * @param x `[..., C]` float32, rank 1 or more
 * @param options.scale `[C]` float32; default ones
 * @param options.offset `[C]` float32; default zeros
 * @param options.epsilon > 0; default 1e-5
 * @returns same shape, float32
 * @throws ShapeError when a vector does not fit; OptionError for a bad epsilon; DTypeError, DisposedError
 * @source Ba, Kiros and Hinton 2016; torch.nn.functional.layer_norm
 * @example
 * ```ts
 * const y = layerNorm(tokens, { scale, offset, epsilon: 1e-6 });
 * ```
 */
export function layerNorm(x: Tensor, { scale, offset, epsilon = 1e-5 }: LayerNormOptions = {}): Tensor {
  checkTensor('layerNorm', 'x', x, FLOAT);
  checkNumber('layerNorm', 'epsilon', epsilon, (e) => Number.isFinite(e) && e > 0, 'a finite number > 0');
  const channels = x.shape[x.shape.length - 1];
  if (channels === undefined)
    throw new ShapeError('layerNorm: x is a scalar, expected rank 1 or more, [..., C]', { op: 'layerNorm' });
  if (scale !== undefined)
    checkVector('layerNorm', 'scale', scale, channels, 'one number per element of the last axis');
  if (offset !== undefined)
    checkVector('layerNorm', 'offset', offset, channels, 'one number per element of the last axis');
  if (x.size === 0) return run('Identity', { x });
  return tidy(() => {
    const rows = x.shape.length === 1 ? run('Reshape', { x }, { shape: [1, channels] }) : x;
    const y = fused(rows, scale ?? fill([channels], 1), offset ?? fill([channels], 0), epsilon);
    return rows === x ? y : run('Reshape', { x: y }, { shape: [channels] });
  });
}

function fused(x: Tensor, scale: Tensor, offset: Tensor, epsilon: number): Tensor {
  return customGradient(
    [x, scale, offset],
    (save) => {
      const [y, mean, rstd] = runCvMany(CvLayerNorm, { x, scale, offset }, { epsilon }) as [Tensor, Tensor, Tensor];
      save([x, scale, mean, rstd]);
      return y;
    },
    (dy, saved) => {
      const [input, factor, mean, rstd] = saved as [Tensor, Tensor, Tensor, Tensor];
      return runCvMany(CvLayerNormGrad, { dy, x: input, scale: factor, mean, rstd });
    },
  );
}
