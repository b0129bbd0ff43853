import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Gauss error function of each element.
 *
 * y = 2/sqrt(pi) * integral of e^(-t^2) from 0 to x
 *
 * @param x any shape, float32
 * @returns same shape and dtype as x
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = erf(tensor([-1.5, 0, 2]));
 * ```
 */
export function erf(x: Tensor): Tensor {
  checkTensor('erf', 'x', x, FLOAT);
  return run('Erf', { x });
}
