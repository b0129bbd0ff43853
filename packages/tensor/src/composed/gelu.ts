import type { CvGeluAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { minus, plus, times } from './arithmetic.ts';

const CUBIC = 0.044715;
const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

/** `CvGelu`: x * P(X <= x) of the normal distribution, exact or with the tanh approximation. */
export function gelu({ x }: { readonly x: Tensor }, { approximate }: CvGeluAttrs): Tensor {
  return times(times(x, 0.5), plus(approximate === 'tanh' ? tanhOf(x) : erfOf(x), 1));
}

/** `CvGeluGrad`: dy * (P(x) + x * P'(x)). */
export function geluGrad({ dy, x }: { readonly dy: Tensor; readonly x: Tensor }, { approximate }: CvGeluAttrs): Tensor {
  const square = run('Square', { x });
  if (approximate === 'none') {
    const cumulative = times(plus(erfOf(x), 1), 0.5);
    const density = times(run('Exp', { x: times(square, -0.5) }), 1 / Math.sqrt(2 * Math.PI));
    return times(dy, plus(cumulative, times(x, density)));
  }
  const tanh = tanhOf(x);
  const inner = times(plus(times(square, 3 * CUBIC), 1), SQRT_2_OVER_PI);
  const slope = times(times(times(x, 0.5), minus(1, run('Square', { x: tanh }))), inner);
  return times(dy, plus(times(plus(tanh, 1), 0.5), slope));
}

function erfOf(x: Tensor): Tensor {
  return run('Erf', { x: times(x, Math.SQRT1_2) });
}

function tanhOf(x: Tensor): Tensor {
  const cubic = times(times(run('Square', { x }), x), CUBIC);
  return run('Tanh', { x: times(plus(x, cubic), SQRT_2_OVER_PI) });
}
