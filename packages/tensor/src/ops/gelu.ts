import { OptionError } from '../errors.ts';
import { CvGelu } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { runCv } from '../tfjs/run-cv.ts';

export interface GeluOptions {
  readonly approximate?: 'none' | 'tanh';
}

/**
 * Gaussian error linear unit.
 *
 * y = x / 2 * (1 + erf(x / sqrt 2)), or with 'tanh': x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))
 *
 * @param x any shape, float32
 * @param options.approximate default 'none', the exact form
 * @returns same shape, float32
 * @throws OptionError for an unknown form; DTypeError, DisposedError
 * @source Hendrycks and Gimpel 2016; torch.nn.functional.gelu
 * @example
 * ```ts
 * const y = gelu(x);
 * ```
 */
export function gelu(x: Tensor, { approximate = 'none' }: GeluOptions = {}): Tensor {
  checkTensor('gelu', 'x', x, FLOAT);
  if (approximate !== 'none' && approximate !== 'tanh') {
    throw new OptionError(`gelu: approximate is '${String(approximate)}', expected 'none' or 'tanh'`, {
      op: 'gelu',
      approximate,
    });
  }
  return runCv(CvGelu, { x }, { approximate });
}
