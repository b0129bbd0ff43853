import { expect } from 'vitest';

/** Some values of a tensor: every `step`-th. */
export interface Sample {
  readonly shape: readonly number[];
  readonly norm: number;
  readonly step: number;
  readonly values: readonly number[];
}

/** Compares with a reference in float64: errors up to `tolerance` of its largest value. */
export function expectSample(
  { shape, data }: { shape: readonly number[]; data: ArrayLike<number> },
  expected: Sample,
  { tolerance, what }: { tolerance: number; what: string },
): void {
  expect([...shape], `${what}: shape`).toEqual(expected.shape);
  const largest = Math.max(...expected.values.map(Math.abs));
  const worst = Math.max(...expected.values.map((value, i) => Math.abs(data[i * expected.step]! - value)));
  expect(worst / largest, `${what}: largest error`).toBeLessThanOrEqual(tolerance);
  const norm = Math.sqrt(Array.from(data).reduce((sum, value) => sum + value * value, 0));
  expect(Math.abs(norm / expected.norm - 1), `${what}: norm`).toBeLessThanOrEqual(tolerance);
}
