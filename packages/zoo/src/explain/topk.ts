import { OptionError } from '@cv/tensor/errors';

/** One of the largest of several values. */
export interface Ranked {
  readonly index: number;
  readonly value: number;
}

/**
 * The `k` largest of several values, largest first: the most probable classes of a row of logits or probabilities.
 *
 * Equal values come in the order of their indices; NaN counts as larger than any number, so that it shows.
 * @param values of one picture; not changed.
 * @throws OptionError when `k` is not a whole number of 0 up to the number of values.
 * @source torch.topk, which leaves the order of equal values open
 * @example
 * ```ts
 * topk([0.1, 0.7, 0.2], 2); // [{ index: 1, value: 0.7 }, { index: 2, value: 0.2 }]
 * ```
 */
export function topk(values: ArrayLike<number>, k: number): Ranked[] {
  if (!Number.isInteger(k) || k < 0 || k > values.length) {
    throw new OptionError(`topk: k is ${k}, expected a whole number of 0 to ${values.length}, the number of values`, {
      received: k,
      most: values.length,
    });
  }
  const ranked = Array.from(values, (value, index) => ({ index, value }));
  return ranked.sort((a, b) => order(b.value, a.value)).slice(0, k); // the sort is stable
}

function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}
