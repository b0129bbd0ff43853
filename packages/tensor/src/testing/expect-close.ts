import { expect } from 'vitest';
import { read } from '../creation/read.ts';
import type { Tensor } from '../tensor.ts';

/** Checks the shape and every value of a tensor: |received - expected| <= absolute + relative * |expected|; NaN equals NaN. */
export async function expectClose(
  received: Tensor,
  expected: ArrayLike<number>,
  { shape, absolute = 1e-6, relative = 1e-5 }: { shape?: readonly number[]; absolute?: number; relative?: number } = {},
): Promise<void> {
  if (shape !== undefined) expect(received.shape).toEqual(shape);
  const values = await read(received);
  expect(values.length).toBe(expected.length);
  for (let i = 0; i < values.length; i++) {
    const want = expected[i]!;
    const got = values[i]!;
    if (Object.is(want, got) || want === got || (Number.isNaN(want) && Number.isNaN(got))) continue;
    const error = Math.abs(got - want);
    if (!(error <= absolute + relative * Math.abs(want)))
      expect.fail(`element ${i} is ${got}, expected ${want} (off by ${error})`);
  }
}
