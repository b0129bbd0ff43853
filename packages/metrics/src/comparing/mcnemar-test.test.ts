import { describe, expect, it } from 'vitest';
import { mcnemarTest } from './mcnemar-test.ts';

describe('mcnemarTest', () => {
  it('has nothing to say when both are right on the same samples', () => {
    expect(
      mcnemarTest(
        [0, 1],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ).toMatchObject({ pValue: 1, onlyFirst: 0, onlySecond: 0 });
    expect(
      mcnemarTest(
        [0, 1],
        [
          [0, 0],
          [0, 0],
        ],
        { method: 'chi-squared' },
      ).pValue,
    ).toBe(1);
  });

  it('refuses', () => {
    expect(() => mcnemarTest([], [[], []])).toThrow(/no samples/);
    // @ts-expect-error: no such method
    expect(() => mcnemarTest([1], [[1], [1]], { method: 'mid-p' })).toThrow(/method is 'mid-p'/);
  });
});
