import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

/**
 * Sigmoid-weighted linear unit (swish).
 *
 * y = x / (1 + e^-x)
 *
 * @param x any shape, float32
 * @returns same shape, float32
 * @throws DTypeError, DisposedError
 * @example
 * ```ts
 * const y = silu(tensor([-1.5, 0, 2]));
 * ```
 */
export function silu(x: Tensor): Tensor {
  checkTensor('silu', 'x', x, FLOAT);
  return tidy(() => run('Multiply', { a: x, b: run('Sigmoid', { x }) }));
}
