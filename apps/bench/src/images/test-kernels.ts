import { type Kernel, kernelOf } from '@cv/classical';

/** No product of a row and a column, and of both signs: nothing to save. */
const rowsOf = (size: number): readonly (readonly number[])[] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (((i * i + 3 * j) % 7) - 2.5) / size));

/** 3 x 3 and 7 x 7 weights; `python/images.py` has the same. */
export const kernel3: Kernel = kernelOf(rowsOf(3));
export const kernel7: Kernel = kernelOf(rowsOf(7));
