import { readFileSync } from 'node:fs';
import { read, type Tensor, tensor } from '@cv/tensor';
import { expect } from 'vitest';

/** A tensor of a fixture. */
export interface Stored {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Reads a file of `fixtures/`. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as T;
}

export function toTensor({ shape, values }: Stored): Tensor {
  return tensor(Float32Array.from(values), shape, 'float32');
}

/** Compares with `1e-5` of the largest magnitude of the reference (at least of 1), see fixtures/PROVENANCE.md. */
export function expectClose(
  received: { shape: readonly number[]; data: ArrayLike<number | bigint> },
  expected: Stored,
  what: string,
): void {
  expect([...received.shape], `${what}: shape`).toEqual([...expected.shape]);
  const scale = Math.max(1, ...expected.values.map(Math.abs));
  const worst = expected.values.reduce(
    (most, value, i) => {
      const error = Math.abs(Number(received.data[i]) - value);
      return error <= most.error ? most : { error, i, value, received: Number(received.data[i]) };
    },
    { error: 0, i: -1, value: 0, received: 0 },
  );
  expect(worst.error / scale, `${what}: ${JSON.stringify(worst)}`).toBeLessThanOrEqual(1e-5);
  expect(received.data.length).toBe(expected.values.length);
}

export async function expectTensorClose(received: Tensor, expected: Stored, what: string): Promise<void> {
  expectClose({ shape: received.shape, data: await read(received) }, expected, what);
}
