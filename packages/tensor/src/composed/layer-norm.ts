import type { CvLayerNormAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { average, minus, plus, times, total } from './arithmetic.ts';

interface Inputs {
  readonly x: Tensor;
  readonly scale: Tensor;
  readonly offset: Tensor;
}

interface GradInputs {
  readonly dy: Tensor;
  readonly x: Tensor;
  readonly scale: Tensor;
  readonly mean: Tensor;
  readonly rstd: Tensor;
}

/** `CvLayerNorm`: y, mean and 1 / standard deviation over the last axis. */
export function layerNorm({ x, scale, offset }: Inputs, { epsilon }: CvLayerNormAttrs): Tensor[] {
  const last = [x.shape.length - 1];
  const mean = average(x, last, true);
  const centred = minus(x, mean);
  const rstd = run('Rsqrt', { x: plus(average(run('Square', { x: centred }), last, true), epsilon) });
  return [plus(times(times(centred, rstd), scale), offset), mean, rstd];
}

/** `CvLayerNormGrad`: with xh = (x - mean) * rstd and g = dy * scale, dx = rstd * (g - mean(g) - xh * mean(g * xh)). */
export function layerNormGrad({ dy, x, scale, mean, rstd }: GradInputs): Tensor[] {
  const last = [x.shape.length - 1];
  const leading = Array.from({ length: x.shape.length - 1 }, (_, i) => i);
  const normalised = times(minus(x, mean), rstd);
  const scaled = times(dy, scale);
  const shifted = minus(
    minus(scaled, average(scaled, last, true)),
    times(normalised, average(times(scaled, normalised), last, true)),
  );
  return [times(shifted, rstd), total(times(dy, normalised), leading), total(dy, leading)];
}
