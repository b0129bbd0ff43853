import { indexMask } from '../composed/index-mask.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, INT } from '../tfjs/check.ts';
import { checkNumber } from '../tfjs/check-number.ts';
import { fill } from '../tfjs/fill.ts';
import { runUntaped } from '../tfjs/run-untaped.ts';
import { tidy } from '../tfjs/tidy.ts';

export interface OneHotOptions {
  readonly depth: number;
  readonly onValue?: number;
  readonly offValue?: number;
  readonly dtype?: 'float32' | 'int32';
}

/**
 * Writes each index as a row with one marked place; an index outside 0..depth-1 marks none.
 *
 * @param indices int32, any shape
 * @param options.depth length of the new last axis, a positive integer
 * @param options.onValue at the marked place; default 1
 * @param options.offValue everywhere else; default 0
 * @param options.dtype default 'float32'
 * @returns the shape of indices with depth appended; no gradient
 * @throws OptionError when depth is not a positive integer; DTypeError, DisposedError
 * @example
 * ```ts
 * const targets = oneHot(labels, { depth: 10 });
 * ```
 */
export function oneHot(
  indices: Tensor,
  { depth, onValue = 1, offValue = 0, dtype = 'float32' }: OneHotOptions,
): Tensor {
  checkTensor('oneHot', 'indices', indices, INT);
  checkNumber('oneHot', 'depth', depth, (d) => Number.isInteger(d) && d > 0, 'a positive integer');
  return tidy(() => {
    const hit = indexMask(indices, depth);
    if (onValue === 1 && offValue === 0) return runUntaped('Cast', { x: hit }, { dtype });
    const branches = { t: fill(hit.shape, onValue, dtype), e: fill(hit.shape, offValue, dtype) };
    return runUntaped('Select', { condition: hit, ...branches });
  });
}
