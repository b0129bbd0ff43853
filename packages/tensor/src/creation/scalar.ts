import type { DType, Tensor } from '../tensor.ts';
import { tensor } from './tensor.ts';

/**
 * Makes a tensor of rank 0: a leaf, so that a lazy backend does not compile again when the value changes.
 *
 * @param value a number or boolean
 * @param dtype default float32, bool for a boolean
 * @returns shape `[]`
 * @example
 * ```ts
 * const rate = scalar(0.1);
 * ```
 */
export function scalar(value: number | boolean, dtype?: DType): Tensor {
  return tensor(value, [], dtype);
}
