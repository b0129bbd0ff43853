import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { run } from '../tfjs/run.ts';

export interface LeakyReluOptions {
  readonly negativeSlope?: number;
}

/**
 * Rectified linear unit that lets a part of the negative side through.
 *
 * y = x for x > 0, negativeSlope * x otherwise
 *
 * @param x any shape, float32
 * @param options.negativeSlope finite number; default 0.01
 * @returns same shape, float32
 * @throws OptionError when the slope is not finite; DTypeError, DisposedError
 * @example
 * ```ts
 * const y = leakyRelu(tensor([-1.5, 0, 2]), { negativeSlope: 0.2 });
 * ```
 */
export function leakyRelu(x: Tensor, { negativeSlope = 0.01 }: LeakyReluOptions = {}): Tensor {
  checkTensor('leakyRelu', 'x', x, FLOAT);
  checkNumber('leakyRelu', 'negativeSlope', negativeSlope, Number.isFinite, 'a finite number');
  return run('LeakyRelu', { x }, { alpha: negativeSlope });
}
