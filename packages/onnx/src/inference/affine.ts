import { BatchDependence } from './batch-dependence.ts';

/** A number that grows with the batch size N: factor * N + offset. */
export interface Affine {
  readonly factor: number;
  readonly offset: number;
}

/** Sizes of three batches: two say how a number depends on the size, the third proves it. */
export type Three<T> = readonly [T, T, T];

/** `map` for three, which stay three. */
export function mapThree<T, U>([a, b, c]: Three<T>, f: (value: T) => U): Three<U> {
  return [f(a), f(b), f(c)];
}

/**
 * How a number depends on the batch size.
 *
 * @param what for the message
 * @throws BatchDependence when it is no whole multiple plus a constant
 */
export function affine(values: Three<number>, batches: Three<number>, what: string): Affine {
  const factor = (values[1] - values[0]) / (batches[1] - batches[0]);
  const offset = values[0] - factor * batches[0];
  if (Number.isInteger(factor) && values[2] === factor * batches[2] + offset) return { factor, offset };
  throw new BatchDependence(`${what} depends on the batch size in a way that a graph cannot express`, {
    values,
    batches,
  });
}

/** As a symbolic size of a graph's output. */
export function symbol({ factor, offset }: Affine): number | string {
  if (factor === 0) return offset;
  const product = factor === 1 ? 'N' : `${factor}*N`;
  return offset === 0 ? product : `${product}${offset < 0 ? '' : '+'}${offset}`;
}
