import { OptionError } from '../errors.ts';
import type { DType, Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';
import { notEqual } from './not-equal.ts';

const DTYPES: readonly DType[] = ['float32', 'int32', 'bool'];

/**
 * Converts the element type: float32 to int32 drops the fraction, to bool asks whether the element is not 0. No gradient passes through
 * another type.
 *
 * @param x any shape, any dtype
 * @param dtype the wanted type
 * @returns same shape, the wanted type
 * @throws OptionError for an unknown dtype; DisposedError
 * @example
 * ```ts
 * const correct = mean(cast(equal(predicted, labels), 'float32'));
 * ```
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  checkTensor('cast', 'x', x);
  if (!DTYPES.includes(dtype)) {
    throw new OptionError(`cast: dtype is '${String(dtype)}', expected ${DTYPES.join(', ')}`, { op: 'cast', dtype });
  }
  if (x.dtype === dtype) return run('Identity', { x });
  // Not the kernel Cast: tfjs wasm's drops the fraction, and all but the lowest byte, before it asks.
  if (dtype === 'bool') return notEqual(x, 0);
  return runUntaped('Cast', { x }, { dtype });
}
