import { expect } from 'vitest';

/** Fails unless numbers agree to 1e-12, relative. `null` stands for Infinity. */
export function expectClose(
  actual: ArrayLike<number> | number,
  expected: readonly (number | null)[] | number,
  relative = 1e-12,
): void {
  const got = typeof actual === 'number' ? [actual] : Array.from(actual);
  const wanted = typeof expected === 'number' ? [expected] : expected.map((value) => value ?? Number.POSITIVE_INFINITY);
  expect(got.length).toBe(wanted.length);
  const off = got.flatMap((value, i) => {
    const isClose = value === wanted[i] || Math.abs(value - wanted[i]!) <= relative * Math.abs(wanted[i]!);
    return isClose ? [] : [`[${i}] ${value}, not ${wanted[i]}`];
  });
  expect(off).toEqual([]);
}
